import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeNpmShim } from './npm-shim.mjs';
import { freePort } from './ports.mjs';

const START_TIMEOUT_MS = 180_000;
const COMMAND_TIMEOUT_MS = 300_000;
/** As long as n8n itself lets running workflows finish. */
const STOP_TIMEOUT_MS = 30_000;

/** One n8n with a user folder and ports of its own: commands, and a server that starts and stops. */
export async function createN8n({ installation, folder, tarball, variables = {} }) {
	const port = await freePort();
	const { node } = installation;
	const environment = {
		...(await environmentOf({ folder, tarball, port, node })),
		...variables,
	};
	const logFile = path.join(folder, 'n8n.log');
	const launch = (options) => {
		const child = spawn(installation.node, [installation.n8n, ...options], { env: environment });
		const log = createWriteStream(logFile, { flags: 'a' });
		child.stdout.pipe(log, { end: false });
		child.stderr.pipe(log, { end: false });
		return child;
	};
	let server;
	return {
		url: `http://127.0.0.1:${port}`,
		tarball,
		command: async (...options) => await finish(launch(options)),
		/** The process id of the server. */
		get pid() {
			return server.pid;
		},
		readLog: () => readFileSync(logFile, 'utf8'),
		/** `role` is n8n's command: `start`, or `worker` in queue mode. */
		async start(role = 'start') {
			server = launch([role]);
			await waitUntilReady(server, `http://127.0.0.1:${port}/healthz/readiness`);
		},
		async stop() {
			await stopProcess(server);
			server = undefined;
		},
		printLog: () => process.stdout.write(`\nn8n's log ends:\n${tail(logFile)}\n`),
	};
}

async function environmentOf({ folder, tarball, port, node }) {
	const { HOME, LANG, TMPDIR } = process.env;
	const searchPath = [writeNpmShim(folder, tarball), path.dirname(node), process.env.PATH];
	return {
		...{ HOME, LANG, TMPDIR, NO_COLOR: '1' },
		// Where npm finds its registry and certificates.
		...pick(/^(npm_config_|https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert)/i),
		PATH: searchPath.join(path.delimiter),
		N8N_USER_FOLDER: folder,
		N8N_RESTRICT_FILE_ACCESS_TO: path.join(folder, 'files'),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		// Where a worker says that it is ready.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		// It asks a server on the internet for its list.
		N8N_DISABLED_MODULES: 'mcp-registry',
	};
}

const pick = (pattern) =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => pattern.test(name)));

async function finish(child) {
	let stdout = '';
	child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
	const timer = setTimeout(() => child.kill('SIGKILL'), COMMAND_TIMEOUT_MS);
	const [code] = await once(child, 'close');
	clearTimeout(timer);
	return { code, stdout };
}

async function waitUntilReady(server, url) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (server.exitCode !== null) throw new Error(`n8n ended with code ${server.exitCode}`);
		const response = await fetch(url).catch(() => undefined);
		if (response?.ok) return;
		await sleep(500);
	}
	throw new Error(`n8n was not ready after ${START_TIMEOUT_MS / 1000} s`);
}

async function stopProcess(child) {
	if (!child || child.exitCode !== null || child.signalCode !== null) return;
	const closed = once(child, 'close');
	child.kill('SIGTERM');
	const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
	await closed;
	clearTimeout(timer);
}

function tail(file) {
	try {
		return readFileSync(file, 'utf8').split('\n').slice(-40).join('\n');
	} catch {
		return '(there is none)';
	}
}
