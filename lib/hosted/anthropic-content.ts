import type { Anthropic } from '@anthropic-ai/sdk' with { 'resolution-mode': 'import' };
import { encodeParts, type EncodedPart } from './encode-parts';
import { hostedInputError } from './errors';
import type { Part } from './types';

/** A message's parts as Anthropic's blocks. Sound is a coded error, before any file is read. */
export async function anthropicContent(parts: Part[]): Promise<Anthropic.ContentBlockParam[]> {
	if (parts.some(({ kind }) => kind === 'audio')) throw hostedInputError('AUDIO_NOT_TAKEN', {});
	return (await encodeParts(parts)).map(toBlock);
}

function toBlock(part: EncodedPart): Anthropic.ContentBlockParam {
	if (part.kind === 'text') return { type: 'text', text: part.text };
	const { base64, mediaType } = part as Extract<EncodedPart, { kind: 'image' }>;
	const source = { type: 'base64', media_type: mediaType, data: base64 };
	return { type: 'image', source: source as Anthropic.Base64ImageSource };
}
