import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The web's `fetch` over plain HTTP, which waits for as long as it takes; Node's own gives up after five minutes. */
export const patientFetch: typeof fetch = async (url, { method, headers, body, signal } = {}) => {
	const encoded = new Response(body);
	const type = encoded.headers.get('content-type');
	const sent = {
		...Object.fromEntries(new Headers(headers)),
		...(type ? { 'content-type': type } : {}),
	};
	const bytes = Buffer.from(await encoded.arrayBuffer());
	return await new Promise((resolve, reject) => {
		const options = { method, headers: sent, signal: signal ?? undefined };
		const call = request(String(url), options, (response) => {
			const received = Object.entries(response.headers).map(([name, value]) => [
				name,
				String(value),
			]);
			buffer(response).then((content) => {
				const { statusCode: status } = response;
				resolve(new Response(content, { status, headers: Object.fromEntries(received) }));
			}, reject);
		});
		call.on('error', reject);
		call.end(bytes);
	});
};
