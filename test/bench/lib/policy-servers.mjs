/** Own overhead of one question to a policy server that answers at once, over the loopback. Runs `dist`. */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { WebSocketServer } from 'ws';

const require = createRequire(import.meta.url);
const dist = path.resolve(import.meta.dirname, '../../../dist/lib');
const load = (module) => require(path.join(dist, module));

const QUESTIONS = 300;
const WARM_UP = 30;

/** Milliseconds of each question after the warm-up: `questionMs` without and `policyMs` with the preparation of the picture. */
export async function measurePolicyServers(file) {
	const act = await serveAct();
	const openPi = await serveOpenPi();
	try {
		return {
			openVla: await measureOpenVla(act.url, file),
			openPi: await measureOpenPi(openPi.url, file),
		};
	} finally {
		load('hosted/policy-servers/open-pi-keeper').closeKeptConnections();
		await load('inference/pool').shutdownEngines();
		act.close();
		openPi.close();
	}
}

async function measureOpenVla(url, file) {
	const { openVlaPolicy } = load('vla/policies/open-vla');
	const server = { baseUrl: url, fetch, timeoutMs: 5000, maximumRetries: 0 };
	return await measure(openVlaPolicy({ server }), { pictures: [{ file, role: 'primary' }] });
}

async function measureOpenPi(url, file) {
	const { openPiPolicy } = load('vla/policies/open-pi');
	const passage = async () => ({});
	const server = { baseUrl: url, passage, timeoutMs: 5000, maximumRetries: 0 };
	const pictures = ['primary', 'wrist'].map((role) => ({ file, role }));
	const state = Array(8).fill(0.1);
	return await measure(openPiPolicy({ server, robot: 'libero' }), { pictures, state });
}

async function measure(policy, observation) {
	const questionMs = [];
	const policyMs = [];
	for (let count = -WARM_UP; count < QUESTIONS; count++) {
		const { latencyMs } = await policy.act(observation, 'pick up the red cube');
		if (count < 0) continue;
		policyMs.push(latencyMs.total);
		questionMs.push(latencyMs.total - latencyMs.preparation);
	}
	return { questionMs: summary(questionMs), policyMs: summary(policyMs) };
}

function summary(values) {
	const sorted = values.toSorted((one, other) => one - other);
	const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
	return { p50: at(0.5), p99: at(0.99) };
}

async function serveAct() {
	const bytes = Buffer.from(new Float64Array(7).buffer).toString('base64');
	const answer = JSON.stringify({ __numpy__: bytes, dtype: '<f8', shape: [7] });
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
		});
	});
	return await listen(server, 'http');
}

async function serveOpenPi() {
	const { encodeMessage } = load('hosted/policy-servers/msgpack-encode');
	const bytes = new Uint8Array(new Float64Array(70).buffer);
	const answer = encodeMessage({ actions: { dtype: '<f8', shape: [10, 7], bytes } });
	const server = createServer();
	new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) => {
		socket.send(encodeMessage({}));
		socket.on('message', () => socket.send(answer));
	});
	return await listen(server, 'ws');
}

async function listen(server, scheme) {
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { url: `${scheme}://127.0.0.1:${server.address().port}`, close };
}
