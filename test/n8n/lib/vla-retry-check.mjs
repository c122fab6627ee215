import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { root } from './root.mjs';

const ID = 'vlaRetryCheck01';

/** Has a robot's server take a motion and then not answer, with n8n's Retry On Fail: each try is a try to move again. */
export async function vlaRetryCheck({ n8n, checks, folder }) {
	checks.step('Retry a node that has moved a robot');
	const policy = path.join(folder, 'files/openvla-tabletop-again');
	cpSync(path.join(root, 'test/fixtures/models/openvla-tabletop'), policy, { recursive: true });
	const picture = path.join(folder, 'files/table.png');
	copyFileSync(path.join(root, 'test/fixtures/image/table/table_00.png'), picture);
	const robot = await startSilentRobot();
	try {
		const file = path.join(folder, `${ID}.json`);
		writeFileSync(file, JSON.stringify(workflow(picture, policy, robot.address)));
		await n8n.command('import:workflow', `--input=${file}`);
		const { stdout } = await n8n.command('execute', `--id=${ID}`, '--rawOutput');
		const motions = robot.told.filter(isMotion);
		checks.check(
			'The robot is told to move once',
			motions.length === 1,
			JSON.stringify(robot.told),
		);
		checks.check(
			'A further try says why it does not',
			/An earlier try of this run has sent this item's action/.test(stdout),
			stdout.slice(-2000),
		);
	} finally {
		await robot.close();
	}
}

const isMotion = ({ topic, msg }) =>
	topic === '/cmd_vel' && Object.values(msg?.linear ?? {}).some(Boolean);

/** Takes everything, and never says that it arrived. */
async function startSilentRobot() {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1', autoPong: false });
	await once(server, 'listening');
	const told = [];
	server.on('connection', (socket) => {
		socket.on('message', (data) => told.push(JSON.parse(String(data))));
	});
	const close = async () => {
		for (const socket of server.clients) socket.terminate();
		server.close();
		await once(server, 'close');
	};
	return { address: `ws://127.0.0.1:${server.address().port}`, told, close };
}

function workflow(picture, policy, address) {
	const model = { __rl: true, mode: 'folder', value: policy };
	const options = {
		...{ dryRun: false, annotate: false, maximumAge: 600, robotName: ID },
		...{ outputFormat: 'rosbridge', rosbridgeAddress: address },
	};
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{
			name: 'Camera',
			type: 'n8n-nodes-base.readWriteFile',
			parameters: { operation: 'read', fileSelector: picture, options: {} },
		},
		{
			name: 'VLA Action',
			type: 'n8n-nodes-multimodal.vlaAction',
			parameters: { policy: 'local', model, instruction: 'push the blue ball', options },
			...{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
		},
	].map((node, n) => ({ id: String(n), typeVersion: 1, position: [220 * n, 0], ...node }));
	const links = nodes.slice(0, -1).map(({ name }, n) => {
		return [name, { main: [[{ node: nodes[n + 1].name, type: 'main', index: 0 }]] }];
	});
	return { id: ID, name: 'Retry', nodes, connections: Object.fromEntries(links), settings: {} };
}
