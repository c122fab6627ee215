import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { isToolCall, storeTextFile } from '../../lib/n8n/output';
import { toPlainText, toSrt, toVtt } from '../../lib/whisper/subtitles';
import type { Segment, Transcript } from '../../lib/whisper/types';
import type { TranscribeOptions } from './options';

interface Format {
	write: (segments: Segment[]) => string;
	mimeType: string;
}

const FORMATS: Record<TranscribeOptions['outputFormats'][number], Format> = {
	srt: { write: toSrt, mimeType: 'application/x-subrip' },
	vtt: { write: toVtt, mimeType: 'text/vtt' },
	txt: { write: toPlainText, mimeType: 'text/plain' },
};

/** The files that the options ask for, each in a binary field named after its format. */
export async function textFiles(
	context: IExecuteFunctions,
	{ outputFormats }: TranscribeOptions,
	{ segments }: Transcript,
	baseName: string,
): Promise<{ binary?: IBinaryKeyData }> {
	if (outputFormats.length === 0 || isToolCall(context)) return {};
	const binary: IBinaryKeyData = {};
	for (const format of outputFormats) {
		const { write, mimeType } = FORMATS[format];
		const fileName = `${baseName}.${format}`;
		binary[format] = await storeTextFile(context, {
			text: write(segments),
			fileName,
			mimeType,
		});
	}
	return { binary };
}
