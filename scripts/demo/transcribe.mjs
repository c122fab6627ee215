import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { printTable } from '../lib/table.mjs';
import { demonstrate, fixture } from './demonstrate.mjs';

const recordings = ['jfk.flac', 'quilter.wav', 'two_speakers.wav', 'long.flac'].map((name) =>
	fixture('audio', name),
);

/** Real recordings to text and subtitles, with the included model. */
export async function demonstrateTranscribe(outFolder) {
	const items = await demonstrate('transcribe.json', 'Whisper tiny.en, included', {
		inputs: recordings,
		outFolder,
	});
	printTable(
		items.map(({ json }, i) => {
			const name = path.basename(recordings[i]);
			const file = path.join(outFolder, `${path.parse(name).name}.json`);
			writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
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
