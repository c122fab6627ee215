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

const turns = async (count: number) => {
	for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** Waits until the item is to end; gives its number. */
const untilAborted = async ({ signal, itemIndex }: ItemRun): Promise<number> =>
	await new Promise((resolve) => {
		if (signal!.aborted) resolve(itemIndex);
		else signal!.addEventListener('abort', () => resolve(itemIndex));
	});

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

	describe('several at once', () => {
		/** Ends with its item, in an order that is not the items'. */
		const shuffled = async (run: ItemRun) => {
			await turns((run.itemIndex * 7) % 5);
			return await echo(run);
		};

		it('works on as many as allowed and never on more, and keeps the order', async () => {
			let running = 0;
			const seen: number[] = [];
			let letGo = () => {};
			const fourRun = new Promise<void>((resolve) => (letGo = resolve));
			const action = async (run: ItemRun) => {
				seen.push(++running);
				if (running === 4) letGo();
				await fourRun;
				await shuffled(run);
				running -= 1;
				return await echo(run);
			};
			const [output] = await runItems(context({ items: 100 }), action, { atOnce: 4 });
			expect(Math.max(...seen)).toBe(4);
			expect(output.map(({ json }) => json.itemIndex)).toEqual([...Array(100).keys()]);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				[...Array(100).keys()].map((item) => ({ item })),
			);
		});

		it('with Continue On Fail loses no item but the bad ones', async () => {
			const action = async (run: ItemRun) => {
				await shuffled(run);
				return await failOn(run.itemIndex % 10 === 3 ? run.itemIndex : -1, new Error('bad'))(run);
			};
			const [output] = await runItems(context({ items: 30, continueOnFail: true }), action, {
				atOnce: 4,
			});
			expect(output).toHaveLength(30);
			const failed = output.flatMap(({ json }, n) => ('error' in json ? [n] : []));
			expect(failed).toEqual([3, 13, 23]);
		});

		it('otherwise fails with the first bad item in order, not in time, and ends those behind', async () => {
			const ended: number[] = [];
			const action = async (run: ItemRun) => {
				if (run.itemIndex === 1) {
					await turns(20);
					throw testError('BROKEN', { file: 'first.wav' });
				}
				if (run.itemIndex === 2) throw testError('BROKEN', { file: 'second.wav' });
				if (run.itemIndex === 3) ended.push(await untilAborted(run));
				return await echo(run);
			};
			await expect(runItems(context({}), action, { atOnce: 4 })).rejects.toMatchObject({
				message: 'first.wav is broken. Mend it. [item 1]',
			});
			expect(ended).toEqual([3]);
		});

		it('ends all that run when the run is stopped, and begins no more', async () => {
			const controller = new AbortController();
			const begun: number[] = [];
			const action = async (run: ItemRun) => {
				if (begun.push(run.itemIndex) === 4) controller.abort();
				await untilAborted(run);
				throw new Error('aborted');
			};
			const stopped = context({ items: 100, continueOnFail: true, signal: controller.signal });
			await expect(runItems(stopped, action, { atOnce: 4 })).rejects.toMatchObject({
				name: 'ManualExecutionCancelledError',
			});
			expect(begun.sort()).toEqual([0, 1, 2, 3]);
		});

		it('gives each a folder of its own', async () => {
			const folders: string[] = [];
			const action = async ({ folder, itemIndex }: ItemRun) => {
				folders.push(folder);
				await turns(10 - itemIndex);
				expect(existsSync(folder)).toBe(true);
				return [];
			};
			await runItems(context({ items: 8 }), action, { atOnce: 4 });
			expect(new Set(folders).size).toBe(8);
			expect(folders.some((folder) => existsSync(folder))).toBe(false);
		});
	});
});
