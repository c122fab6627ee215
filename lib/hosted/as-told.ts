import { isJsonObject } from '../json-object';

/**
 * A reply with the status that its body tells: OpenRouter reports failures with 200 and `{error: {code: 429}}`.
 * And Gemini's failures out of their list, of which OpenAI's SDK would show nothing.
 */
export async function asTold(reply: Response): Promise<Response> {
	if (!/json/i.test(reply.headers.get('content-type') ?? '')) return reply;
	const text = await reply.clone().text();
	// Answers are not parsed twice: within a text the quotes would be escaped.
	if (!text.includes('"error"')) return reply;
	const body = parse(text);
	const first: unknown = Array.isArray(body) ? body[0] : body;
	if (!isJsonObject(first)) return reply;
	const status = reply.ok ? statusIn(first.error) : reply.status;
	if (status === undefined || (first === body && status === reply.status)) return reply;
	const { headers } = reply;
	return new Response(JSON.stringify(first), { status, headers });
}

/** The status that an error names as its code; undefined where that is a word, or no failure's number. */
export function statusIn(error: unknown): number | undefined {
	const code = isJsonObject(error) ? error.code : undefined;
	return typeof code === 'number' && code >= 400 && code <= 599 ? Math.trunc(code) : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
