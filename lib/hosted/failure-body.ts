import { isJsonObject, type JsonObject } from '../json-object';
import { MAXIMUM_REASON_CHARACTERS } from '../limits';
import { shorten } from './shorten';

/** What a service says about its failure, in whatever shape it says it. */
export interface FailureWords {
	reason?: string;
	/** The most telling of its own codes and types. */
	code?: string;
}

/** Reads `{error: {...}}`, `{error: "text"}`, `{detail: "text"}`, `{detail: [{loc, msg}]}`, `{message}`, a list of such, web pages, plain text and nothing. */
export function readFailureBody(body: unknown): FailureWords {
	if (typeof body === 'string') return readText(body);
	if (Array.isArray(body)) return isJsonObject(body[0]) ? readFailureBody(body[0]) : {};
	if (!isJsonObject(body)) return {};
	const { error, detail } = body;
	if (isJsonObject(error) || typeof error === 'string') return readFailureBody(error);
	if (isJsonObject(detail)) return readFailureBody(detail);
	if (Array.isArray(detail)) return { reason: asReason(detail.map(readPlace).join('; ')) };
	if (typeof detail === 'string') return { reason: asReason(detail) };
	return { reason: readMessage(body), code: readCode(body) };
}

function readText(text: string): FailureWords {
	const parsed = parseBody(text);
	if (parsed) return readFailureBody(parsed);
	const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1];
	const isPage = /^\s*<(!doctype|html)/i.test(text);
	return { reason: asReason(title ?? (isPage ? 'a web page' : text)) };
}

function parseBody(text: string): unknown {
	try {
		const parsed: unknown = JSON.parse(text);
		return isJsonObject(Array.isArray(parsed) ? parsed[0] : parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** One field that a server built with FastAPI did not take: `body.model: Field required`. */
function readPlace(entry: unknown): string {
	if (!isJsonObject(entry)) return String(entry);
	const place = Array.isArray(entry.loc) ? entry.loc.join('.') : '';
	return [place, String(entry.msg ?? '')].filter((part) => part !== '').join(': ');
}

/** OpenRouter adds what the provider behind it said. */
function readMessage({ message, metadata }: JsonObject): string | undefined {
	const raw = isJsonObject(metadata) ? metadata.raw : undefined;
	const behind = typeof raw === 'string' ? readText(raw).reason : undefined;
	const words = typeof message === 'string' ? message : (JSON.stringify(message) ?? '');
	const told = [message === null ? '' : words, behind].filter(Boolean).join(': ');
	return asReason(told);
}

/** Anthropic's `details.error_code` and OpenAI's `code` say more than `type`; Gemini's `status` is a word; vLLM's `code` is only the number. */
function readCode({ details, code, type, status }: JsonObject): string | undefined {
	const candidates = [isJsonObject(details) ? details.error_code : undefined, code, type, status];
	return candidates.find((one): one is string => typeof one === 'string' && one !== '');
}

/** One line without a full stop, for the middle of a sentence. */
function asReason(text: string): string | undefined {
	const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
	return line === '' ? undefined : shorten(line, MAXIMUM_REASON_CHARACTERS);
}
