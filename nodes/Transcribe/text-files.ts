import type { IBinaryKeyData } from 'n8n-workflow';
import { isToolCall, storeTextFile } from '../../lib/n8n/output';
import type { ItemRun } from '../../lib/n8n/run-items';
import { toPlainText, toSrt, toVtt } from '../../lib/whisper/subtitles';
import type { Segment, Transcript } from '../../lib/whisper/types';
import { readOptions } from './options';

interface Format {
	write: (segments: Segment[]) => string;
	mimeType: string;
}

const FORMATS: Record<string, Format> = {
	srt: { write: toSrt, mimeType: 'application/x-subrip' },
	vtt: { write: toVtt, mimeType: 'text/vtt' },
	txt: { write: toPlainText, mimeType: 'text/plain' },
};

/** The files that the options ask for, each in a binary field named after its format. */
export async function textFiles(
	run: ItemRun,
	{ segments }: Transcript,
	baseName: string,
): Promise<{ binary?: IBinaryKeyData }> {
	const { outputFormats } = readOptions(run);
	if (outputFormats.length === 0 || isToolCall(run.context)) return {};
	const binary: IBinaryKeyData = {};
	for (const format of outputFormats) {
		const { write, mimeType } = FORMATS[format];
		const fileName = `${baseName}.${format}`;
		binary[format] = await storeTextFile(run.context, {
			text: write(segments),
			fileName,
			mimeType,
		});
	}
	return { binary };
}
