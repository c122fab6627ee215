import { existsSync } from 'node:fs';
import type { IExecuteFunctions } from 'n8n-workflow';
import { defineErrors } from '../../../lib/errors';
import { runItems, type ItemRun } from '../../../lib/n8n/run-items';

const testError = defineErrors('media', {
	BROKEN: ({ file }: { file: string }) => `${file} is broken. Mend it.`,
});

const context = ({
	items = 5,
	continueOnFail = false,
	signal = undefined as AbortSignal | undefined,
}) =>
	({
		getInputData: () => Array.from({ length: items }, (_, n) => ({ json: { n } })),
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => continueOnFail,
		getNode: () => ({ name: 'Transcribe', type: 'test', typeVersion: 1, parameters: {} }),
		getExecutionId: () => '7',
	}) as unknown as IExecuteFunctions;

const echo = async ({ itemIndex }: ItemRun) => [{ json: { itemIndex } }];
const failOn = (bad: number, error: unknown) => async (run: ItemRun) => {
	if (run.itemIndex === bad) throw error;
	return await echo(run);
};

describe('runItems', () => {
	it('keeps the order and pairs each output with its input', async () => {
		const [output] = await runItems(context({}), async (run) => [
			...(await echo(run)),
			...(await echo(run)),
		]);
		expect(output.map(({ json }) => json.itemIndex)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 2, 2, 3, 3, 4, 4].map((item) => ({ item })),
		);
	});

	it('with Continue On Fail turns one bad item into an error item and loses no other', async () => {
		const bad = failOn(2, testError('BROKEN', { file: 'a.wav' }));
		const [output] = await runItems(context({ continueOnFail: true }), bad);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(output[2].json).toEqual({
			error: 'a.wav is broken. Mend it.',
			details: { code: 'BROKEN', class: 'media', file: 'a.wav' },
		});
		expect(output[3].json).toEqual({ itemIndex: 3 });
	});

	it('otherwise fails the node with the sentence and the item, and stops', async () => {
		const seen: number[] = [];
		const action = async (run: ItemRun) => {
			seen.push(run.itemIndex);
			return await failOn(2, testError('BROKEN', { file: 'a.wav' }))(run);
		};
		await expect(runItems(context({}), action)).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'a.wav is broken. Mend it. [item 2]',
			context: { itemIndex: 2 },
			cause: { code: 'BROKEN' },
		});
		expect(seen).toEqual([0, 1, 2]);
	});

	it('keeps its sentence where n8n has a general one for the cause', async () => {
		const bad = failOn(0, testError('BROKEN', { file: 'The host (ECONNREFUSED)' }));
		await expect(runItems(context({}), bad)).rejects.toMatchObject({
			message: 'The host (ECONNREFUSED) is broken. Mend it. [item 0]',
			type: 'BROKEN',
		});
	});

	it('gives an unforeseen failure a code as well', async () => {
		const bad = failOn(0, new TypeError('x is not a function'));
		const [output] = await runItems(context({ items: 1, continueOnFail: true }), bad);
		expect(output[0].json).toEqual({
			error: 'x is not a function',
			details: { code: 'INTERNAL', class: 'internal' },
		});
	});

	it('asks to report an unforeseen failure', async () => {
		const bad = failOn(0, new TypeError('x is not a function'));
		await expect(runItems(context({}), bad)).rejects.toMatchObject({
			message: 'x is not a function [item 0]',
			description: expect.stringMatching(/not in your workflow.*report it/),
		});
	});

	it("ends a stopped run in n8n's way, Continue On Fail or not", async () => {
		const controller = new AbortController();
		const seen: number[] = [];
		const action = async (run: ItemRun) => {
			seen.push(run.itemIndex);
			if (run.itemIndex === 1) controller.abort();
			return await echo(run);
		};
		const stopped = context({ continueOnFail: true, signal: controller.signal });
		await expect(runItems(stopped, action)).rejects.toMatchObject({
			name: 'ManualExecutionCancelledError',
		});
		expect(seen).toEqual([0, 1]);
	});

	it('gives each item a folder of its own that lasts for its turn', async () => {
		const folders: string[] = [];
		await runItems(context({ items: 2 }), async ({ folder }) => {
			expect(existsSync(folder)).toBe(true);
			folders.push(folder);
			return [];
		});
		expect(new Set(folders).size).toBe(2);
		expect(folders.some((folder) => existsSync(folder))).toBe(false);
	});
});
