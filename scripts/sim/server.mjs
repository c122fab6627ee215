import { once } from 'node:events';
import { createServer } from 'node:http';
import { photograph } from './draw.mjs';
import { createRobot } from './robot.mjs';

/** An action has seven numbers. */
const MAXIMUM_BODY_BYTES = 10_000;

/**
 * Serves a simulated robot on the loopback: GET /camera.png, POST /action (an action by name), POST /reset ({seed}, and
 * {thing} to be gone to, counted from 0), GET /state and GET /path. Each POST answers with the state. Port 0 takes a
 * free one.
 */
export async function serveTable({ port = 0, seed = 0 } = {}) {
	const robot = createRobot(seed);
	const server = createServer((request, response) => {
		answer(robot, request, response).catch(({ message }) => {
			sendJson(response, 400, { error: message });
		});
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		robot,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

async function answer(robot, request, response) {
	const call = `${request.method} ${request.url.split('?')[0]}`;
	if (call === 'GET /camera.png') return await sendPicture(robot, response);
	if (call === 'GET /path') return sendJson(response, 200, robot.path());
	if (call === 'POST /action') robot.move(await readJson(request));
	else if (call === 'POST /reset') reset(robot, await readJson(request));
	else if (call !== 'GET /state') return sendJson(response, 404, { error: `No ${call} here.` });
	sendJson(response, 200, robot.state());
}

async function sendPicture(robot, response) {
	const png = await photograph(robot.scene(), robot.hand());
	response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
	response.end(png);
}

function reset(robot, { seed = 0, thing }) {
	const isWhole = (value) => Number.isSafeInteger(value) && value >= 0;
	if (isWhole(seed) && (thing === undefined || isWhole(thing))) return robot.reset(seed, thing);
	throw new TypeError('"seed" and "thing" are to be whole numbers from 0 on.');
}

async function readJson(request) {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) {
		text += chunk;
		if (text.length > MAXIMUM_BODY_BYTES) throw new RangeError('The message is too long.');
	}
	const value = JSON.parse(text || '{}');
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	throw new TypeError('The message is to be a JSON object.');
}

function sendJson(response, status, value) {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(value));
}
