import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import { isToolCall, storeTextFile } from '../../lib/n8n/output';
import { toPlainText, toSrt, toVtt, type SpokenText } from '../../lib/whisper/subtitles';
import type { Heard } from './listening';
import type { TranscribeOptions } from './options';
import { withSpeaker } from './speakers';

interface Format {
	write: (segments: SpokenText[]) => string;
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
	{ segments }: Heard,
	baseName: string,
): Promise<{ binary?: IBinaryKeyData }> {
	if (outputFormats.length === 0 || isToolCall(context)) return {};
	const binary: IBinaryKeyData = {};
	const spoken = segments.map(withSpeaker);
	for (const format of outputFormats) {
		const { write, mimeType } = FORMATS[format];
		const fileName = `${baseName}.${format}`;
		binary[format] = await storeTextFile(context, {
			text: write(spoken),
			fileName,
			mimeType,
		});
	}
	return { binary };
}
