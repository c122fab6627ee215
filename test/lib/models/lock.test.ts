import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withFolderLock } from '../../../lib/models/lock';
import { resolveModel } from '../../../lib/models/resolve';
import { REPOSITORY } from './fake-hub';
import { failure, IMPATIENT, TOY, useHub } from './toy';

const used = useHub();
const RESOLVE = require.resolve('../../../lib/models/resolve');
const LOCK = () => path.join(used.modelsFolder, '.multimodal.lock');
const ENCODER = 'onnx/encoder_model_quantized.onnx';

test('two calls at once download once', async () => {
	const options = { modelsFolder: used.modelsFolder };
	const resolve = () => resolveModel({ mode: 'hub', value: REPOSITORY }, TOY, options, IMPATIENT);
	const [first, second] = await Promise.all([resolve(), resolve()]);
	expect(first).toEqual(second);
	expect(used.hub.downloads(ENCODER)).toHaveLength(1);
});

test('two processes at once download once', async () => {
	slowDown();
	const ends = await Promise.all([resolveInProcess(), resolveInProcess()]);
	expect(ends).toEqual([0, 0]);
	expect(used.hub.downloads(ENCODER)).toHaveLength(1);
});

test('a lock that a dead process left is taken over', async () => {
	writeFileSync(LOCK(), '');
	const limits = { ...IMPATIENT, lockStaleMs: 100 };
	const work = withFolderLock(used.modelsFolder, limits, undefined, async () => 'done');
	await expect(work).resolves.toBe('done');
	expect(readdirSync(used.modelsFolder)).toEqual([]);
});

test('a lock whose holder lives is waited for, however long the work takes', async () => {
	const limits = { ...IMPATIENT, lockStaleMs: 150 };
	const order: string[] = [];
	const work = (name: string, durationMs: number) =>
		withFolderLock(used.modelsFolder, limits, undefined, async () => {
			order.push(`${name} begins`);
			await wait(durationMs);
			order.push(`${name} ends`);
		});
	await Promise.all([work('first', 600), wait(50).then(() => work('second', 0))]);
	expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('a lock lost to another is not released', async () => {
	await withFolderLock(used.modelsFolder, IMPATIENT, undefined, async () => {
		rmSync(LOCK());
		writeFileSync(`${LOCK()}.other`, '');
		renameSync(`${LOCK()}.other`, LOCK());
	});
	expect(existsSync(LOCK())).toBe(true);
});

test('a lock is released when the work fails', async () => {
	const work = withFolderLock(used.modelsFolder, IMPATIENT, undefined, async () => {
		throw new Error('broken');
	});
	await expect(work).rejects.toThrow('broken');
	expect(existsSync(LOCK())).toBe(false);
});

test('n8n still shuts down in its own time: a download adds no signal handlers', async () => {
	const before = process.listenerCount('SIGTERM');
	const options = { modelsFolder: used.modelsFolder };
	await resolveModel({ mode: 'hub', value: REPOSITORY }, TOY, options, IMPATIENT);
	expect(process.listenerCount('SIGTERM')).toBe(before);
});

test('waiting for a lock ends at once on abort', async () => {
	const abort = new AbortController();
	const held = withFolderLock(used.modelsFolder, IMPATIENT, undefined, async () => {
		const patient = { ...IMPATIENT, lockPollMs: 60_000 };
		const waiting = failure(
			withFolderLock(used.modelsFolder, patient, abort.signal, async () => 1),
		);
		setTimeout(() => abort.abort(), 50);
		return waiting;
	});
	expect((await held).code).toBe('CANCELLED');
});

/** Gives the second process time to start while the first downloads. */
function slowDown(): void {
	used.hub.tricks.cdn = (_, response, file) => {
		if (file !== ENCODER) return false;
		setTimeout(() => response.end(used.hub.files[file]), 200);
		return true;
	};
}

async function resolveInProcess(): Promise<number> {
	const reference = { mode: 'hub', value: REPOSITORY };
	const options = { modelsFolder: used.modelsFolder };
	const limits = { ...IMPATIENT, stallTimeoutMs: 20_000 };
	const call = [reference, TOY, options, limits].map((one) => JSON.stringify(one)).join(', ');
	const script = `require(${JSON.stringify(RESOLVE)}).resolveModel(${call})`;
	const child = spawn(process.execPath, ['-e', script], {
		env: { ...process.env },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	const [code] = (await once(child, 'exit')) as [number];
	return code;
}
