import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { isGone, isRunning, scriptFile, taskFile } from './support';

const parents: ChildProcess[] = [];
afterEach(() => parents.splice(0).forEach((parent) => parent.kill('SIGKILL')));

/** Starts another n8n, so to speak, and resolves with the first line that it prints. */
async function startParent(task: string, input: object) {
	const args = [scriptFile('parent'), taskFile(task), JSON.stringify(input)];
	const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	parents.push(parent);
	const [line] = await once(parent.stdout!.setEncoding('utf8'), 'data');
	return { parent, stage: String(line).trim() };
}

describe('the death of the parent', () => {
	it.each([
		['a task that listens', 'wait', { waitMs: 60_000 }],
		['a task that holds its thread', 'busy', {}],
	])('ends an engine in %s', async (_, task, input) => {
		const { parent, stage } = await startParent(task, input);
		expect(isRunning(Number(stage))).toBe(true);
		parent.kill('SIGKILL');
		expect(await isGone(Number(stage))).toBe(true);
	});

	it('ends what the engine started too', async () => {
		const { parent, stage } = await startParent('grandchild', {});
		expect(isRunning(Number(stage))).toBe(true);
		parent.kill('SIGKILL');
		expect(await isGone(Number(stage))).toBe(true);
	});

	it('leaves no temporary files', async () => {
		const { parent, stage } = await startParent('folder', { hang: true });
		const engineFolder = path.dirname(stage);
		expect(existsSync(engineFolder)).toBe(true);
		parent.kill('SIGKILL');
		for (let tries = 0; existsSync(engineFolder) && tries < 100; tries += 1) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		expect(existsSync(engineFolder)).toBe(false);
	});
});

describe('a script with an idle engine', () => {
	it('ends by itself, and takes the engine with it', async () => {
		const args = [scriptFile('parent'), taskFile('stages'), '{"stages":[]}'];
		const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
		expect(await isGone(Number(stdout))).toBe(true);
	});
});

describe('loading the pool', () => {
	it('opens no native library', async () => {
		const pool = path.join(__dirname, '../../../dist/lib/inference/pool');
		const code =
			`require(${JSON.stringify(pool)});` +
			'console.log(JSON.stringify([Object.keys(require.cache), process.report.getReport().sharedObjects]))';
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', code]);
		expect(stdout).toContain('inference');
		expect(stdout).not.toContain('onnxruntime');
	});
});
