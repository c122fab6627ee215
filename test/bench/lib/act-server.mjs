import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A policy server of OpenVLA's kind on the loopback that decides in no time, for each question otherwise: what does not
 * look at its picture is held. `last` is what it was asked last.
 */
export async function startActServer() {
	const asked = { last: undefined };
	const server = createServer(async (request, response) => {
		const pieces = [];
		for await (const piece of request) pieces.push(piece);
		const body = Buffer.concat(pieces);
		asked.last = { contentType: request.headers['content-type'], body };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(replyTo(body));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		asked,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** An array of Python's as json-numpy writes it. */
function replyTo(body) {
	const [byte] = createHash('md5').update(body).digest();
	const action = Float64Array.of(byte / 10_000, -0.02, 0.03, 0, 0, 0.1, 1);
	return JSON.stringify({
		__numpy__: Buffer.from(action.buffer).toString('base64'),
		dtype: '<f8',
		shape: [action.length],
	});
}
