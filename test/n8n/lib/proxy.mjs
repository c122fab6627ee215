import { once } from 'node:events';
import { createServer, request as send } from 'node:http';

/**
 * A proxy on the loopback that leads all names to one server and keeps the addresses it was asked
 * for; where a connection is to be encrypted it notes host and port, and refuses.
 */
export async function startProxy(target) {
	const asked = [];
	const { hostname, port } = new URL(target);
	const server = createServer((request, response) => {
		asked.push(request.url);
		const { pathname, search } = new URL(request.url);
		const { method, headers } = request;
		const onwards = send({ hostname, port, path: pathname + search, method, headers }, (answer) => {
			response.writeHead(answer.statusCode, answer.headers);
			answer.pipe(response);
		});
		onwards.on('error', () => response.destroy());
		request.pipe(onwards);
	});
	server.on('connect', ({ url }, socket) => {
		asked.push(url);
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		asked,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
