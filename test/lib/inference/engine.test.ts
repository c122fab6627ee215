import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { EnginePool } from '../../../lib/inference/pool';
import { isGone, isRunning, poolMaker, request, startTask } from './support';

const makePool = poolMaker();
let scratch: string;

beforeEach(() => {
	scratch = mkdtempSync(path.join(os.tmpdir(), 'engine-test-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

const counter = () => path.join(scratch, 'counter');
const runs = () => readFileSync(counter()).length;

const enginePid = async (pool: EnginePool) =>
	(await pool.run<unknown, number>(request('stages', { stages: [] }))).output;

const dying = (deaths: number, signal = 'SIGKILL') =>
	request('die', { counter: counter(), deaths, signal });

describe('a stop', () => {
	it('on cancel, of a task that listens, leaves the engine warm', async () => {
		const pool = makePool();
		const stop = new AbortController();
		const task = await startTask(
			pool,
			request('wait', { waitMs: 60_000 }, { signal: stop.signal }),
		);
		stop.abort();
		await expect(task.ended).rejects.toMatchObject({ code: 'CANCELLED', errorClass: 'cancelled' });
		expect(await enginePid(pool)).toBe(Number(task.stage));
	});

	it('on cancel, of a task that does not listen, kills it within two seconds', async () => {
		const pool = makePool();
		const stop = new AbortController();
		const task = await startTask(pool, request('busy', {}, { signal: stop.signal }));
		const stoppedAtMs = performance.now();
		stop.abort();
		await expect(task.ended).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(performance.now() - stoppedAtMs).toBeLessThan(2000);
		expect(isRunning(Number(task.stage))).toBe(false);
		expect((await pool.run(request('echo', 'next'))).output).toBe('next');
	});

	it('before its start runs nothing', async () => {
		const signal = AbortSignal.abort();
		const run = makePool().run({ ...dying(0), signal });
		await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(existsSync(counter())).toBe(false);
	});

	it('while the engine starts is quick too', async () => {
		const stop = new AbortController();
		const run = makePool().run({ ...dying(0), signal: stop.signal });
		await sleep(5);
		stop.abort();
		await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(existsSync(counter())).toBe(false);
	});

	it.each(['wait', 'busy'])('comes at the deadline (%s)', async (name) => {
		const pool = makePool({ cancelGraceMs: 100 });
		const run = pool.run(request(name, { waitMs: 60_000 }, { deadlineMs: 400 }));
		await expect(run).rejects.toMatchObject({
			code: 'TASK_DEADLINE',
			details: { deadlineMs: 400 },
			message: expect.stringContaining('0.4 seconds'),
		});
		expect((await pool.run(request('echo', 'next'))).output).toBe('next');
	});

	it('by a kill removes the temporary files and the grandchildren', async () => {
		const pool = makePool({ cancelGraceMs: 100 });
		const stop = new AbortController();
		const { signal } = stop;
		const folder = await startTask(pool, request('folder', { hang: true }, { signal }));
		expect(existsSync(folder.stage)).toBe(true);
		stop.abort();
		await expect(folder.ended).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(existsSync(path.dirname(folder.stage))).toBe(false);

		const grandchild = await startTask(pool, request('grandchild', {}, { deadlineMs: 1000 }));
		expect(isRunning(Number(grandchild.stage))).toBe(true);
		await expect(grandchild.ended).rejects.toMatchObject({ code: 'TASK_DEADLINE' });
		expect(await isGone(Number(grandchild.stage))).toBe(true);
	});
});

describe('a death from outside', () => {
	it('is mended by one more run on a fresh engine', async () => {
		expect((await makePool().run(dying(1))).output).toBe(2);
		expect(runs()).toBe(2);
	});

	it('of a running engine is mended: killed by hand in the middle', async () => {
		const pool = makePool();
		const task = await startTask(pool, request('wait', { waitMs: 700 }));
		process.kill(Number(task.stage), 'SIGKILL');
		const { output } = (await task.ended) as { output: number };
		expect(output).not.toBe(Number(task.stage));
	});

	it('fails the second time, with signal and last words, and n8n lives', async () => {
		const pool = makePool();
		await expect(pool.run(dying(9))).rejects.toMatchObject({
			code: 'ENGINE_DIED',
			errorClass: 'engine',
			message: expect.stringMatching(/signal SIGKILL.*memory/),
			details: { exitCode: null, signal: 'SIGKILL', stderrTail: 'these are last words\n' },
		});
		expect(runs()).toBe(2);
		expect((await pool.run(request('echo', 'next'))).output).toBe('next');
	});

	it('by a native crash says which', async () => {
		await expect(makePool().run(dying(9, 'SIGSEGV'))).rejects.toMatchObject({
			message: expect.stringMatching(/signal SIGSEGV.*these are last words/),
		});
	});

	it('by an exit says the code', async () => {
		await expect(makePool().run(request('exit', { exitCode: 3 }))).rejects.toMatchObject({
			code: 'ENGINE_DIED',
			details: { exitCode: 3, signal: null },
		});
	});

	it('leaves no grandchild', async () => {
		const pool = makePool();
		const task = await startTask(pool, request('grandchild', { then: 'die' }));
		await expect(task.ended).rejects.toMatchObject({ code: 'ENGINE_DIED' });
		expect(await isGone(Number(task.stage))).toBe(true);
	});

	it('while idle is not even noticed', async () => {
		const pool = makePool();
		const pid = await enginePid(pool);
		process.kill(pid, 'SIGKILL');
		expect(await isGone(pid)).toBe(true);
		expect((await pool.run(request('echo', 'next'))).output).toBe('next');
	});

	it('again and again stops the restarts until the rest is over', async () => {
		const pool = makePool({ crashLoopDeaths: 4, crashLoopRestMs: 1500 });
		await expect(pool.run(dying(4))).rejects.toMatchObject({ code: 'ENGINE_DIED' });
		await expect(pool.run(dying(4))).rejects.toMatchObject({ code: 'ENGINE_DIED' });
		await expect(pool.run(dying(4))).rejects.toMatchObject({
			code: 'ENGINE_CRASH_LOOP',
			details: { deaths: 4, restSeconds: 2, signal: 'SIGKILL' },
		});
		expect(runs()).toBe(4);
		await sleep(1500);
		expect((await pool.run(dying(4))).output).toBe(5);
	});
});

describe('an engine', () => {
	it('ends after idling, and the next task starts another', async () => {
		const pool = makePool({ idleMs: 50 });
		const pid = await enginePid(pool);
		expect(await isGone(pid)).toBe(true);
		expect(await enginePid(pool)).not.toBe(pid);
	});

	it('does not idle while tasks follow', async () => {
		const pool = makePool({ idleMs: 60_000 });
		expect(await enginePid(pool)).toBe(await enginePid(pool));
	});

	it('is replaced after a task that left it too large', async () => {
		const pool = makePool({ maximumResidentBytes: 1 });
		const grow = (bytes: number) => pool.run(request('grow', { bytes }));
		const { output: first } = await grow(0);
		const { output: grown } = await grow(200_000_000);
		expect(grown).toBe(first);
		expect(isRunning(Number(first))).toBe(false);
		expect((await grow(0)).output).not.toBe(first);
	});

	it('that needs much from its first task on is kept', async () => {
		const pool = makePool({ maximumResidentBytes: 1 });
		const { output: first } = await pool.run(request('grow', { bytes: 100_000_000 }));
		expect((await pool.run(request('grow', { bytes: 0 }))).output).toBe(first);
	});

	it('that does not get ready in time is an error', async () => {
		await expect(makePool({ startTimeoutMs: 1 }).run(request('echo', 1))).rejects.toMatchObject({
			code: 'ENGINE_START_TIMEOUT',
		});
	});

	it('without a folder for temporary files is an error', async () => {
		const folder = path.join(scratch, 'is-not-there');
		const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
		const run = makePool().run(request('echo', 1));
		await expect(run).rejects.toMatchObject({ code: 'ENGINE_START_FAILED' });
		tmpdir.mockRestore();
	});

	it('knows none of the secrets of its parent', async () => {
		process.env.N8N_ENCRYPTION_KEY = 'secret';
		process.env.MULTIMODAL_TEST = 'visible';
		try {
			const { output } = await makePool().run<unknown, NodeJS.ProcessEnv>(
				request('environment', {}),
			);
			expect(JSON.stringify(output)).not.toContain('secret');
			expect(output).toMatchObject({
				PATH: process.env.PATH,
				MULTIMODAL_TEST: 'visible',
				ORT_DISABLE_TELEMETRY: '1',
			});
			expect(output).not.toHaveProperty('NODE_OPTIONS');
		} finally {
			delete process.env.N8N_ENCRYPTION_KEY;
			delete process.env.MULTIMODAL_TEST;
		}
	});
});
