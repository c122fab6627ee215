import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

/** What n8n's client sends, as bytes; the type that the Fetch standard gives it; and its length where the client cannot tell. */
export interface EncodedBody {
	body?: Buffer | Readable;
	type?: string | null;
	bytes?: number;
}

/** A body of any kind as bytes. Files in a form, which may be large, are read as they are sent; the signal ends that. */
export async function encodeBody(
	body: RequestInit['body'],
	signal: AbortSignal,
): Promise<EncodedBody> {
	if (!body) return {};
	if (body instanceof FormData) return encodeForm(body, signal);
	// Of a text n8n's client would parse the JSON, megabytes of pictures in it, to look whether it is some.
	if (typeof body === 'string')
		return { body: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
	const encoded = new Response(body);
	const type = encoded.headers.get('content-type');
	return { body: Buffer.from(await encoded.arrayBuffer()), type };
}

/** Not `Response`'s: that does not tell its length, and servers refuse forms without one. */
function encodeForm(form: FormData, signal: AbortSignal): EncodedBody {
	const boundary = `form-${randomUUID()}`;
	const fields = [...form].flatMap(([name, value]) => [
		`--${boundary}\r\n${headOf(name, value)}\r\n\r\n`,
		value,
		'\r\n',
	]);
	const whole = new Blob([...fields, `--${boundary}--\r\n`]);
	const body = Readable.fromWeb(whole.stream() as never, { signal });
	// The request tells of an abort itself; before it has begun, nobody would listen here.
	body.on('error', () => undefined);
	return { body, type: `multipart/form-data; boundary=${boundary}`, bytes: whole.size };
}

function headOf(name: string, value: File | string): string {
	const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
	if (typeof value === 'string') return disposition;
	const type = value.type || 'application/octet-stream';
	return `${disposition}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}`;
}

/** As the HTML standard has it. */
const quoted = (name: string): string =>
	name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
