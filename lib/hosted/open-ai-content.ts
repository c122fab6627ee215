import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import { encodeParts, type EncodedPart } from './encode-parts';
import type { Part } from './types';

type ContentPart = OpenAI.ChatCompletionContentPart;

/** A message's parts as those of OpenAI's chats: pictures as data URIs, which every server of this kind takes. */
export async function openAiContent(parts: Part[]): Promise<ContentPart[]> {
	return (await encodeParts(parts)).map(toContentPart);
}

function toContentPart(part: EncodedPart): ContentPart {
	if (part.kind === 'text') return { type: 'text', text: part.text };
	if (part.kind === 'image') return toImage(part);
	return toAudio(part);
}

/** Many servers do not know `detail`. */
function toImage({ mediaType, base64, detail }: Extract<EncodedPart, { kind: 'image' }>) {
	const url = `data:${mediaType};base64,${base64}`;
	const isAsked = detail !== undefined && detail !== 'auto';
	return { type: 'image_url' as const, image_url: isAsked ? { url, detail } : { url } };
}

function toAudio({ format, base64, as }: Extract<EncodedPart, { kind: 'audio' }>): ContentPart {
	if (as === 'inputAudio') return { type: 'input_audio', input_audio: { data: base64, format } };
	const mediaType = format === 'mp3' ? 'audio/mpeg' : 'audio/wav';
	const part = { type: 'audio_url', audio_url: { url: `data:${mediaType};base64,${base64}` } };
	return part as unknown as ContentPart;
}
