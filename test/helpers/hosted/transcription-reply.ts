import type { ServerResponse } from 'node:http';
import { toSrt, toVtt } from '../../../lib/whisper/subtitles';
import type { Upload } from './transcription-server';

/** OpenAI itself; vLLM; Groq; speaches; a server that knows nothing but `json`. */
export type Flavour = 'openAi' | 'vllm' | 'groq' | 'speaches' | 'plain';

export interface HeardWord {
	word: string;
	start: number;
	end: number;
}

/** What was heard in an upload. Times from its start. */
export interface Heard {
	text: string;
	/** English name: `english`. */
	language?: string;
	segments?: Array<{
		start: number;
		end: number;
		text: string;
		speaker?: string;
		words?: HeardWord[];
	}>;
}

/** Writes what was heard in the format that the upload asks for. */
export function writeReply(
	response: ServerResponse,
	flavour: Flavour,
	upload: Upload,
	heard: Heard,
): void {
	const [format = 'json'] = upload.fields.response_format ?? [];
	const segments = heard.segments ?? [];
	const texts: Record<string, () => string> = {
		text: () => `${heard.text}\n`,
		srt: () => toSrt(segments),
		vtt: () => toVtt(segments),
	};
	if (format in texts) {
		response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
		response.end(texts[format]());
		return;
	}
	const bodies: Record<string, () => object> = {
		json: () => plain(flavour, upload, heard),
		verbose_json: () => verbose(flavour, upload, heard),
		diarized_json: () => diarized(upload, heard),
	};
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(bodies[format]()));
}

const billed = ({ seconds }: Upload) => ({ type: 'duration', seconds: Math.ceil(seconds) });

function plain(flavour: Flavour, upload: Upload, { text, language }: Heard): object {
	if (flavour === 'vllm') return { text, usage: billed(upload) };
	if (flavour === 'groq') return { text, x_groq: { id: 'req_groq' } };
	if (flavour !== 'openAi') return { text };
	const [model] = upload.fields.model;
	if (model === 'whisper-1') return { text, usage: billed(upload) };
	const audioTokens = Math.round(upload.seconds * 10);
	const outputTokens = Math.ceil(text.length / 4);
	const usage = {
		type: 'tokens',
		input_tokens: audioTokens,
		input_token_details: { audio_tokens: audioTokens, text_tokens: 0 },
		output_tokens: outputTokens,
		total_tokens: audioTokens + outputTokens,
	};
	if (model === 'gpt-transcribe') {
		return { text, languages: language ? [{ code: language.slice(0, 2) }] : [], usage };
	}
	const asksLogprobs = upload.fields['include[]']?.includes('logprobs');
	const token = { token: 'a', bytes: [97], logprob: -0.25 };
	return {
		text,
		...(asksLogprobs ? { logprobs: [token, { ...token, logprob: -0.75 }] } : {}),
		usage,
	};
}

function verbose(
	flavour: Flavour,
	upload: Upload,
	{ text, language, segments = [] }: Heard,
): object {
	const asked = upload.fields['timestamp_granularities[]'] ?? ['segment'];
	const isTranslation = upload.route === 'translations';
	const isVllm = flavour === 'vllm';
	const words = segments.flatMap((segment) => segment.words ?? []);
	return {
		task: isTranslation ? 'translate' : 'transcribe',
		language: isTranslation ? 'english' : (language ?? 'english'),
		duration: isVllm ? String(upload.seconds) : upload.seconds,
		text,
		...(asked.includes('word') ? { words: words.map(asWord) } : {}),
		...(asked.includes('segment')
			? {
					segments: segments.map(({ start, end, text: said }, id) => ({
						...{ id, seek: 0, start, end, text: said, tokens: [50364], temperature: 0 },
						...{ avg_logprob: -0.2, compression_ratio: 1.1 },
						no_speech_prob: isVllm ? null : 0.01,
					})),
				}
			: {}),
		...(flavour === 'openAi' && !isTranslation ? { usage: billed(upload) } : {}),
	};
}

/** Services tell the bare word, without the space and the marks around it. */
function asWord({ word, start, end }: HeardWord): object {
	return { word: word.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''), start, end };
}

function diarized(upload: Upload, { text, segments = [] }: Heard): object {
	return {
		task: 'transcribe',
		duration: upload.seconds,
		text,
		segments: segments.map(({ start, end, text: said, speaker = 'A' }, index) => ({
			type: 'transcript.text.segment',
			id: `seg_${index}`,
			...{ start, end, text: said, speaker },
		})),
		usage: billed(upload),
	};
}
