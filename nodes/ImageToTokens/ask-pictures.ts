import {
	MAXIMUM_ASKED_IMAGES,
	MAXIMUM_ASKED_IMAGES_BASE64_BYTES,
	MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES,
	MAXIMUM_LARGE_IMAGES,
	MAXIMUM_MANY_IMAGES_SIDE_PIXELS,
} from '../../lib/limits';
import type { ImageDetail, Provider } from '../../lib/hosted/types';
import { measurePicture } from '../../lib/media/image/measure-client';
import type { InputFile } from '../../lib/n8n/input';
import { preparePicture } from '../../lib/tokens/prepare';
import { askInputErrors } from './ask-errors';

/** A picture ready to be sent. */
export interface ReadyPicture {
	file: string;
	mediaType: string;
	/** As it is called where it comes from. */
	name: string;
	/** As it is sent, pixels. */
	width: number;
	height: number;
	/** What had to be given up, in sentences. */
	warnings: string[];
}

/** For whom pictures are made ready. */
export interface Recipient {
	provider: Provider;
	model: string;
	detail: ImageDetail;
	/** Whether to shrink pictures to what the model sees. */
	shrink: boolean;
	/** Of the whole message. */
	pictures: number;
}

/** What every service takes as it is. */
export const SENDABLE_FORMATS = ['jpeg', 'png', 'webp', 'gif'];
const SERVICES: Record<Provider, string> = { anthropic: 'Anthropic', openAi: 'OpenAI' };

/** More pictures than one message may hold are a coded error. */
export function refuseTooMany(provider: Provider, found: number): void {
	const maximum = MAXIMUM_ASKED_IMAGES[provider];
	if (found <= maximum) return;
	throw askInputErrors('PICTURES_TOO_MANY', { found, maximum, service: SERVICES[provider] });
}

/** Makes a picture ready in an engine process; its file lasts as long as the folder. Rejects with a coded error. */
export async function readyPicture(
	{ path: file, baseName: name }: InputFile,
	recipient: Recipient,
	folder: string,
	signal?: AbortSignal,
): Promise<ReadyPicture> {
	if (!recipient.shrink) {
		const { format, width, height } = await measurePicture(file, signal);
		const asItIs = { file, mediaType: `image/${format}`, name, width, height, warnings: [] };
		if (SENDABLE_FORMATS.includes(format)) return asItIs;
	}
	const request = { file, folder, background: 'auto' as const, ...limitsOf(recipient) };
	const prepared = await preparePicture(request, signal);
	const { mediaType, width, height, warnings } = prepared;
	return { file: prepared.file, mediaType, name, width, height, warnings };
}

function limitsOf({ provider, model, detail, pictures }: Recipient) {
	const share = Math.floor(MAXIMUM_ASKED_IMAGES_BASE64_BYTES / pictures);
	if (provider === 'openAi') return { modelName: model, detail, maximumBase64Bytes: share };
	return {
		modelName: model,
		...(pictures > MAXIMUM_LARGE_IMAGES && {
			maximumSidePixels: MAXIMUM_MANY_IMAGES_SIDE_PIXELS,
		}),
		maximumBase64Bytes: Math.min(share, MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES),
	};
}
