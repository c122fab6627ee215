import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** A server on the loopback. Close it at the end; what still hangs is cut then. */
export interface Loopback {
	url: string;
	/** What came in so far, in order. */
	seen: SeenRequest[];
	close(): Promise<void>;
}

/** Serves on a free port, or on `port`; `answer` gets each request once its body is there. */
export async function serve(
	answer: (request: SeenRequest, response: ServerResponse) => unknown,
	port = 0,
): Promise<Loopback> {
	const seen: SeenRequest[] = [];
	const server = createServer(async (message, response) => {
		const request = await read(message);
		seen.push(request);
		await answer(request, response);
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function read(message: IncomingMessage): Promise<SeenRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk);
	const { method, url, headers } = message;
	return { method: method!, url: url!, headers, body: Buffer.concat(chunks) };
}
