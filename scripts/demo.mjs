/** npm run demo: the example workflow over real recordings, with the included model, no network. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/build.mjs';
import { printTable } from './lib/table.mjs';
import { runWorkflowFile } from './lib/run-workflow.mjs';

const outFolder = path.join(root, 'demo-output');
const recordings = ['jfk.flac', 'quilter.wav', 'two_speakers.wav', 'long.flac'].map((name) =>
	path.join(root, 'test/fixtures/audio', name),
);

rmSync(outFolder, { recursive: true, force: true });
mkdirSync(outFolder);
await demonstrateTranscribe();
process.stdout.write(
	`\nSubtitles and results are in ${path.relative(process.cwd(), outFolder) || outFolder}.\n`,
);
process.exit();

async function demonstrateTranscribe() {
	process.stdout.write(
		'Transcribe: examples/transcribe.json, Whisper tiny.en, on this machine\n\n',
	);
	const { items, error } = await runWorkflowFile(path.join(root, 'examples/transcribe.json'), {
		inputs: recordings,
		outFolder,
	});
	if (error) throw new Error(error.message);
	printTable(
		items.map(({ json }, i) => {
			const name = path.basename(recordings[i]);
			writeFileSync(
				path.join(outFolder, `${path.parse(name).name}.json`),
				`${JSON.stringify(json, null, 2)}\n`,
			);
			const seconds = json.usage.durationMs / 1000;
			return {
				file: name,
				duration: `${json.duration.toFixed(1)} s`,
				took: `${seconds.toFixed(1)} s`,
				'times real time': (json.duration / seconds).toFixed(0),
				text: json.text,
			};
		}),
		{ lastWidth: 80 },
	);
}
