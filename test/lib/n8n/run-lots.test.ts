import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { IExecuteFunctions } from 'n8n-workflow';
import { defineErrors } from '../../../lib/errors';
import { ITEMS_READ_AT_ONCE, LOT_ITEMS } from '../../../lib/limits';
import { saveStream } from '../../../lib/media/input';
import type { Outcome } from '../../../lib/n8n/attempt';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { runLots, runTogether, type LotMember } from '../../../lib/n8n/run-lots';
import { serve } from '../../helpers/loopback';
import { waitFor } from '../../helpers/processes';
import { watchTemporaryFolder } from '../../helpers/temporary';

const temporary = watchTemporaryFolder();
const testError = defineErrors('media', {
	BROKEN: ({ n }: { n: number }) => `Picture ${n} is broken. Mend it.`,
});

const context = ({
	items = 5,
	continueOnFail = false,
	signal = undefined as AbortSignal | undefined,
}) =>
	({
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => continueOnFail,
		getNode: () => ({ name: 'Node', type: 'test', typeVersion: 1, parameters: {} }),
		getExecutionId: () => '7',
	}) as unknown as IExecuteFunctions;

const readIndex = async ({ itemIndex }: ItemRun) => itemIndex;
const readExcept = (bad: number) => async (run: ItemRun) => {
	if (run.itemIndex === bad) throw testError('BROKEN', { n: bad });
	return run.itemIndex;
};
const double = async (members: Array<LotMember<number>>) => members.map(({ read }) => 2 * read);
const codeOf = (outcome: Outcome<unknown>) =>
	outcome.ok ? 'ok' : (outcome.error as { code: string }).code;
const doubles = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ ok: true, result: 2 * n }));

afterEach(() => expect(temporary.list()).toEqual([]));

describe('runLots', () => {
	it.each([0, 1, LOT_ITEMS - 1, LOT_ITEMS, LOT_ITEMS + 1, 2 * LOT_ITEMS, 1000])(
		'gives one outcome an item, in order, for %i items',
		async (items) => {
			const sizes: number[] = [];
			const outcomes = await runLots(context({ items }), {
				read: readIndex,
				work: async (members) => {
					sizes.push(members.length);
					return await double(members);
				},
			});
			expect(outcomes).toMatchObject(doubles(items));
			expect(outcomes).toHaveLength(items);
			expect(Math.max(0, ...sizes)).toBe(Math.min(items, LOT_ITEMS));
			expect(sizes).toHaveLength(Math.ceil(items / LOT_ITEMS));
		},
	);

	it('works on items of the same key together, and keeps the order', async () => {
		const groups: number[][] = [];
		const outcomes = await runLots(context({ items: 6 }), {
			read: readIndex,
			keyOf: (n) => String(n % 2),
			work: async (members) => {
				groups.push(members.map(({ itemIndex }) => itemIndex));
				return await double(members);
			},
		});
		expect(groups).toEqual([
			[0, 2, 4],
			[1, 3, 5],
		]);
		expect(outcomes).toMatchObject(doubles(6));
	});

	it('with Continue On Fail loses no item to a bad one, read or worked on', async () => {
		const outcomes = await runLots(context({ items: 100, continueOnFail: true }), {
			read: readExcept(70),
			work: async (members) =>
				members.map(({ read }) => (read === 3 ? testError('BROKEN', { n: 3 }) : 2 * read)),
		});
		expect(
			outcomes.map((outcome, n) => [n, codeOf(outcome)]).filter(([, c]) => c !== 'ok'),
		).toEqual([
			[3, 'BROKEN'],
			[70, 'BROKEN'],
		]);
		expect(outcomes[99]).toEqual({ ok: true, result: 198 });
	});

	it('fails all items of a group whose work fails, and no other', async () => {
		const outcomes = await runLots(context({ items: 4, continueOnFail: true }), {
			read: readIndex,
			keyOf: (n) => String(n % 2),
			work: async (members) => {
				if (members[0].read === 1) throw testError('BROKEN', { n: 1 });
				return await double(members);
			},
		});
		expect(outcomes.map(codeOf)).toEqual(['ok', 'BROKEN', 'ok', 'BROKEN']);
	});

	it('otherwise fails the node at the first failed item and reads no further', async () => {
		const seen: number[] = [];
		const read = async (run: ItemRun) => {
			seen.push(run.itemIndex);
			return await readExcept(2)(run);
		};
		const work = jest.fn(double);
		await expect(runLots(context({ items: 20 }), { read, work })).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'Picture 2 is broken. Mend it. [item 2]',
		});
		expect(seen.length).toBeLessThanOrEqual(3 + ITEMS_READ_AT_ONCE);
		expect(work).not.toHaveBeenCalled();
	});

	it('names the first failed item, though one of the next lot failed meanwhile', async () => {
		let failedAhead = () => {};
		const ahead = new Promise<void>((resolve) => (failedAhead = resolve));
		const run = runLots(context({ items: LOT_ITEMS + 1 }), {
			read: async ({ itemIndex }) => {
				if (itemIndex < LOT_ITEMS) return itemIndex;
				setImmediate(failedAhead);
				throw testError('BROKEN', { n: itemIndex });
			},
			work: async (members) => {
				await ahead;
				return members.map(({ read }) => (read === 5 ? testError('BROKEN', { n: 5 }) : read));
			},
		});
		await expect(run).rejects.toMatchObject({ message: 'Picture 5 is broken. Mend it. [item 5]' });
	});

	it('ends reading ahead when the node has failed', async () => {
		const seen: number[] = [];
		let isReadingAhead = () => {};
		const ahead = new Promise<void>((resolve) => (isReadingAhead = resolve));
		const run = runLots(context({ items: 2 * LOT_ITEMS }), {
			read: async ({ itemIndex, signal }) => {
				seen.push(itemIndex);
				if (itemIndex < LOT_ITEMS) return;
				isReadingAhead();
				await new Promise<void>((resolve) => signal!.addEventListener('abort', () => resolve()));
			},
			work: async () => {
				await ahead;
				throw testError('BROKEN', { n: 0 });
			},
		});
		await expect(run).rejects.toMatchObject({ type: 'BROKEN' });
		expect(seen.at(-1)).toBe(LOT_ITEMS + ITEMS_READ_AT_ONCE - 1);
	});

	it('reads the next lot while it works, and holds the files of two lots at most', async () => {
		const files = () =>
			temporary.list().flatMap((folder) => readdirSync(path.join(temporary.folder, folder)));
		let largest = 0;
		const read = async ({ itemIndex, folder }: ItemRun) => {
			const file = path.join(folder, String(itemIndex));
			writeFileSync(file, '');
			largest = Math.max(largest, files().length);
			return { itemIndex, file };
		};
		await runLots(context({ items: 4 * LOT_ITEMS }), {
			read,
			work: async (members) => {
				const isLast = members[0].itemIndex === 3 * LOT_ITEMS;
				const expected = isLast ? LOT_ITEMS : 2 * LOT_ITEMS;
				await waitFor(() => (files().length === expected ? true : undefined));
				expect(members.every(({ read: { file } }) => existsSync(file))).toBe(true);
				return members;
			},
		});
		expect(largest).toBe(2 * LOT_ITEMS);
	});

	describe('with files that come slowly', () => {
		/** Answers only when as many ask at once as may. */
		async function openSlowServer() {
			let most = 0;
			const waiting: Array<() => void> = [];
			const server = await serve((_, response) => {
				waiting.push(() => response.end('a file'));
				most = Math.max(most, waiting.length);
				if (waiting.length === ITEMS_READ_AT_ONCE) for (const answer of waiting.splice(0)) answer();
			});
			return { address: server.url, close: server.close, most: () => most };
		}
		const readFrom =
			(address: string) =>
			async ({ itemIndex, folder, signal }: ItemRun) => {
				const { body } = await fetch(address, { signal });
				await saveStream(Readable.fromWeb(body as ReadableStream), folder, {
					maximumBytes: 100,
					signal,
				});
				return itemIndex;
			};

		it('reads some at once, and keeps the order', async () => {
			const { address, close, most } = await openSlowServer();
			const items = 2 * LOT_ITEMS;
			const slow = { read: readFrom(address), work: double };
			const outcomes = await runLots(context({ items }), slow);
			await close();
			expect(outcomes).toEqual(doubles(items));
			expect(most()).toBe(ITEMS_READ_AT_ONCE);
		});

		it('leaves nothing behind when stopped while several come', async () => {
			const { address, close, most } = await openSlowServer();
			const controller = new AbortController();
			const stopped = context({ items: LOT_ITEMS, signal: controller.signal });
			const read = readFrom(address);
			const run = runLots(stopped, {
				read: async (itemRun) => {
					if (itemRun.itemIndex === ITEMS_READ_AT_ONCE + 2) controller.abort();
					return await read(itemRun);
				},
				work: double,
			});
			await expect(run).rejects.toMatchObject({ name: 'ManualExecutionCancelledError' });
			expect(temporary.list()).toEqual([]);
			await close();
			expect(most()).toBe(ITEMS_READ_AT_ONCE);
		});
	});

	it("ends a stopped run in n8n's way, Continue On Fail or not, in the middle of work too", async () => {
		const controller = new AbortController();
		const work = jest.fn(async (_members: unknown, signal?: AbortSignal) => {
			controller.abort();
			expect(signal!.aborted).toBe(true);
			throw new Error('cut off');
		});
		const stopped = context({ continueOnFail: true, signal: controller.signal });
		await expect(runLots(stopped, { read: readIndex, work })).rejects.toMatchObject({
			name: 'ManualExecutionCancelledError',
		});
		expect(work).toHaveBeenCalledTimes(1);
	});
});

describe('runTogether', () => {
	const outcomes: Array<Outcome<number>> = [
		{ ok: true, result: 1 },
		{ ok: false, error: testError('BROKEN', { n: 1 }) },
		{ ok: true, result: 3 },
	];

	it('takes what succeeded, all at once, and leaves failures where they are', async () => {
		const work = jest.fn(double);
		const together = await runTogether(context({ items: 3 }), outcomes, work);
		expect(work.mock.calls.map(([members]) => members)).toEqual([
			[
				{ itemIndex: 0, read: 1 },
				{ itemIndex: 2, read: 3 },
			],
		]);
		expect(together.map(codeOf)).toEqual(['ok', 'BROKEN', 'ok']);
		expect(together[2]).toMatchObject({ result: 6 });
	});

	it('has nothing to do where nothing succeeded', async () => {
		const work = jest.fn(double);
		expect((await runTogether(context({}), [outcomes[1]], work)).map(codeOf)).toEqual(['BROKEN']);
		expect(work).not.toHaveBeenCalled();
	});

	it('fails every item with Continue On Fail, the node without', async () => {
		const fail = async () => {
			throw testError('BROKEN', { n: 9 });
		};
		const failed = await runTogether(context({ continueOnFail: true }), outcomes, fail);
		expect(failed.map(codeOf)).toEqual(['BROKEN', 'BROKEN', 'BROKEN']);
		await expect(runTogether(context({}), outcomes, fail)).rejects.toMatchObject({
			message: 'Picture 9 is broken. Mend it. [item 0]',
		});
	});
});
