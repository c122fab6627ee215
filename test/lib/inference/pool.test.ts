import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { fromPlainError } from '../../../lib/errors';
import { poolMaker, request, startTask, taskFile } from './support';

const makePool = poolMaker();

describe('a task', () => {
	it('answers with its output, the backend and the memory of its engine', async () => {
		const result = await makePool().run(request('echo', { a: [1, 'é', null] }));
		expect(result.output).toEqual({ a: [1, 'é', null] });
		expect(result.backend).toMatchObject({ backend: 'native', device: 'cpu' });
		expect(result.backend.threads).toBeGreaterThanOrEqual(1);
		expect(result.residentBytes).toBeGreaterThan(10 * 1024 * 1024);
	});

	it('reports each stage once, however often it says it', async () => {
		const seen: string[] = [];
		const stages = ['load', 'load', 'load', 'decode'];
		await makePool().run(
			request('stages', { stages }, { onProgress: ({ stage }) => seen.push(stage) }),
		);
		expect(seen).toEqual(['load', 'decode']);
	});

	it('fails with its own coded error, details included', async () => {
		await expect(makePool().run(request('fail', { coded: true }))).rejects.toEqual(
			fromPlainError({
				class: 'media',
				code: 'NO_SOUND',
				message: 'There is no sound.',
				details: { tracks: 0 },
			}),
		);
	});

	it('fails under INTERNAL when it throws an ordinary error', async () => {
		await expect(makePool().run(request('fail', {}))).rejects.toMatchObject({
			code: 'INTERNAL',
			message: expect.stringMatching(/an ordinary error$/),
			details: { stack: expect.stringContaining('fail') },
		});
	});

	it.each(['no-run', 'is-not-there'])(
		'that cannot be loaded (%s) is a coded error',
		async (name) => {
			await expect(makePool().run(request(name, {}))).rejects.toMatchObject({
				code: 'TASK_MODULE_INVALID',
				details: { taskModule: taskFile(name) },
			});
		},
	);

	it('may answer more than fits a message', async () => {
		const { output } = await makePool().run<{ bytes: number }, { text: string }>(
			request('large', { bytes: 2_000_000 }),
		);
		expect(output.text).toBe('é'.repeat(1_000_000));
	});

	it('fails when its progress cannot be taken, and the next one runs', async () => {
		const pool = makePool();
		const onProgress = () => {
			throw new Error('no more');
		};
		await expect(pool.run(request('stages', { stages: ['a'] }, { onProgress }))).rejects.toThrow(
			'no more',
		);
		expect((await pool.run(request('echo', 1))).output).toBe(1);
	});

	it('keeps what is dear between tasks, but no failure', async () => {
		const pool = makePool();
		await expect(pool.run(request('keep', { fail: true }))).rejects.toThrow('not this time');
		expect((await pool.run(request('keep', {}))).output).toBe(2);
		expect((await pool.run(request('keep', {}))).output).toBe(2);
	});

	it('has a private folder, which is gone after it', async () => {
		type Folder = { temporaryFolder: string; mode: number };
		const { output } = await makePool().run<unknown, Folder>(request('folder', {}));
		expect(output.mode).toBe(0o700);
		expect(existsSync(output.temporaryFolder)).toBe(false);
	});
});

describe('the line', () => {
	it('gives parallel callers each their own answer, one after the other', async () => {
		const pool = makePool();
		const ended: number[] = [];
		const calls = Array.from({ length: 8 }, async (_, i) => {
			const { output } = await pool.run(request('echo', i));
			ended.push(i);
			return output;
		});
		expect(await Promise.all(calls)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(ended).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});

	it('refuses a task too many', async () => {
		const pool = makePool({ maximumQueuedTasks: 1 });
		const accepted = [pool.run(request('echo', 1)), pool.run(request('echo', 2))];
		await expect(pool.run(request('echo', 3))).rejects.toMatchObject({ code: 'ENGINE_QUEUE_FULL' });
		expect((await Promise.all(accepted)).map(({ output }) => output)).toEqual([1, 2]);
	});

	it('lets a cancelled task leave at once, while another runs', async () => {
		const pool = makePool();
		const stopRunning = new AbortController();
		const running = await startTask(
			pool,
			request('wait', { waitMs: 60_000 }, { signal: stopRunning.signal }),
		);
		const stop = new AbortController();
		const queued = pool.run(request('echo', 1, { signal: stop.signal }));
		const behind = pool.run(request('echo', 2));
		stop.abort();
		await expect(queued).rejects.toMatchObject({ code: 'CANCELLED' });
		stopRunning.abort();
		await expect(running.ended).rejects.toMatchObject({ code: 'CANCELLED' });
		expect((await behind).output).toBe(2);
	});

	it('is apart for each model and device', async () => {
		const pool = makePool();
		const stages = { stages: [] };
		const pids = await Promise.all([
			pool.run(request('stages', stages)),
			pool.run(request('stages', stages, { engine: { modelId: 'other', device: 'cpu' } })),
			pool.run(request('stages', stages, { engine: { modelId: 'test', device: 'auto' } })),
			pool.run(request('stages', stages)),
		]).then((results) => results.map(({ output }) => output));
		expect(new Set(pids).size).toBe(3);
		expect(pids[0]).toBe(pids[3]);
	});
});

describe('an absent device', () => {
	it('is an error that lists those present', async () => {
		const engine = { modelId: 'test', device: 'dml' as const };
		const run = makePool().run(request('echo', 1, { engine }));
		await expect(run).rejects.toMatchObject({
			code: 'DEVICE_ABSENT',
			message: expect.stringContaining('cpu, wasm'),
			details: { device: 'dml', present: expect.arrayContaining(['cpu', 'wasm']) },
		});
	});
});

describe('shutdown', () => {
	it('cancels what runs and what waits, and leaves the pool usable', async () => {
		const pool = makePool();
		const running = await startTask(pool, request('busy', {}));
		const waiting = pool.run(request('echo', 1));
		const cancelled = { code: 'CANCELLED' };
		const ends = Promise.all([
			expect(running.ended).rejects.toMatchObject(cancelled),
			expect(waiting).rejects.toMatchObject(cancelled),
		]);
		await pool.shutdown();
		await ends;
		expect((await pool.run(request('echo', 2))).output).toBe(2);
	});

	it('lets a task that starts go nowhere', async () => {
		const pool = makePool();
		const starting = pool.run(request('echo', 1));
		await sleep(5);
		const end = expect(starting).rejects.toMatchObject({ code: 'CANCELLED' });
		await pool.shutdown();
		await end;
	});
});
