import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SENTENCE } from './example.mjs';
import { createN8n } from './n8n.mjs';
import { enginesOf, isGone } from './processes.mjs';
import { isRedisThere, startRedis } from './redis.mjs';
import { post, postOnceKnown } from './webhook-check.mjs';

const START_ATTEMPTS = 200;

/** Queue mode: the main n8n takes the webhook, a worker with a folder of its own does the work. */
export async function queueCheck({ n8n, checks, folder, installation }) {
	checks.step('Queue mode: a webhook of the main n8n, the work in a worker');
	if (process.platform !== 'linux') return checks.skip('Queue mode', 'it looks into /proc');
	if (!isRedisThere()) return checks.skip('Queue mode', 'there is no redis-server on PATH');
	const redis = await startRedis(folder);
	try {
		const common = { installation, tarball: n8n.tarball };
		const variables = queueVariables(folder, redis.port);
		const main = await createN8n({ ...common, folder, variables });
		const worker = await createN8n({ ...common, folder: workerFolder(folder), variables });
		await checkBoth({ main, worker, checks });
	} finally {
		await redis.stop();
	}
}

function queueVariables(folder, redisPort) {
	const config = JSON.parse(readFileSync(path.join(folder, '.n8n/config'), 'utf8'));
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		N8N_ENCRYPTION_KEY: config.encryptionKey,
		DB_SQLITE_DATABASE: path.join(folder, '.n8n/database.sqlite'),
	};
}

/** The worker's own user folder. The installed packages are the same, as on a shared volume. */
function workerFolder(folder) {
	const own = path.join(folder, 'worker');
	mkdirSync(path.join(own, '.n8n'), { recursive: true });
	symlinkSync(path.join(folder, '.n8n/nodes'), path.join(own, '.n8n/nodes'));
	return own;
}

async function checkBoth({ main, worker, checks }) {
	const failedBefore = checks.failed;
	try {
		await main.start();
		await worker.start('worker');
		await checkWork({ main, worker, checks });
		await checkShutdown({ main, worker, checks });
	} catch (error) {
		checks.fail('Queue mode goes to its end', error);
	} finally {
		await worker.stop();
		await main.stop();
		if (checks.failed > failedBefore) worker.printLog();
	}
}

async function checkWork({ main, worker, checks }) {
	const url = `${main.url}/webhook/transcribe`;
	const first = await postOnceKnown(url);
	checks.check('The answer holds the sentence', SENTENCE.test(first.body), first.body);
	const answers = await Promise.all([post(url), post(url)]);
	checks.check('So do two at once', answers.every(holdsSentence), bodies(answers));
	checks.check("The engine is the worker's", enginesOf(worker.pid).length === 1, worker.readLog());
	checks.check('The main n8n has none', enginesOf(main.pid).length === 0);
}

/** A worker that must stop first finishes what it runs; its engine works on, then goes with it. */
async function checkShutdown({ main, worker, checks }) {
	const [engine] = enginesOf(worker.pid);
	const started = () => worker.readLog().match(/Worker started execution/g)?.length ?? 0;
	const startedBefore = started();
	const url = `${main.url}/webhook/transcribe`;
	const posts = Promise.all([post(url), post(url), post(url)]);
	for (let attempt = 0; started() < startedBefore + 3; attempt++) {
		if (attempt === START_ATTEMPTS) throw new Error('the worker did not start three runs');
		await sleep(50);
	}
	await worker.stop();
	const answers = await posts;
	checks.check(
		'A worker told to stop finishes what it runs',
		answers.every(holdsSentence) && /Waiting for \d active executions/.test(worker.readLog()),
		bodies(answers),
	);
	checks.check('No engine outlives the worker', engine && (await isGone(engine.pid)), engine?.pid);
	checks.check('Nor do its temporary files', engine && !existsSync(engine.folder), engine?.folder);
}

const holdsSentence = ({ body }) => SENTENCE.test(body);

const bodies = (answers) => answers.map(({ body }) => body).join('\n');
