import path from 'node:path';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { MultimodalError } from '../../lib/errors';
import { addHint } from '../../lib/n8n/hints';
import type { InputFile } from '../../lib/n8n/input';
import { isToolCall } from '../../lib/n8n/output';
import { takeAudioTrack } from '../../lib/video/audio-track';

/** The binary field that holds the sound. */
export const AUDIO_FIELD = 'audio';

interface AudioSource {
	input: InputFile;
	folder: string;
	signal?: AbortSignal;
}

/** Puts the video's sound into the first item. Where there is none the pictures stay, and a hint says why. */
export async function addAudioTrack(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	{ input, folder, signal }: AudioSource,
): Promise<void> {
	const [first] = items;
	if (!first || isToolCall(context)) return;
	try {
		const track = await takeAudioTrack(input.path, path.join(folder, 'sound'), { signal });
		const fileName = `${input.baseName}.${track.format}`;
		const audio = await context.nodeHelpers.copyBinaryFile(track.file, fileName, track.mimeType);
		first.binary = { ...first.binary, [AUDIO_FIELD]: audio };
	} catch (error) {
		addHint(context, 'warning', reasonOf(error, input.baseName));
	}
}

/** Of a video without sound, or with one that cannot be read; all else is a failure of the item. */
function reasonOf(error: unknown, name: string): string {
	const code = error instanceof MultimodalError ? error.code : undefined;
	if (code === 'NO_AUDIO') return `"${name}" has no sound, so there is no audio track of it.`;
	if (code === 'NO_TRACK')
		return `There is no audio track of "${name}". ${(error as Error).message}`;
	throw error;
}
