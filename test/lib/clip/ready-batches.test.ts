import { setTimeout as sleep } from 'node:timers/promises';

import { readyBatches } from '../../../lib/clip/ready-batches';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const never = new AbortController().signal;

async function collect(count: number, pace: { ahead: number; atMost: number }, slowMs = 0) {
	let running = 0;
	const seen = { most: 0, batches: [] as number[][] };
	const make = async (item: number) => {
		seen.most = Math.max(seen.most, ++running);
		await sleep(slowMs);
		running -= 1;
		return item % 10 === 9 ? undefined : item;
	};
	for await (const batch of readyBatches(numbers(count), make, { ...pace, signal: never })) {
		seen.batches.push(batch);
		await sleep(2);
	}
	return seen;
}

describe('batches of what is ready', () => {
	it('hold every item once, but those that came to nothing', async () => {
		const { batches } = await collect(100, { ahead: 8, atMost: 4 });
		expect(batches.flat().sort((a, b) => a - b)).toEqual(
			numbers(100).filter((item) => item % 10 !== 9),
		);
	});

	it('keep to the size, and to the number ahead', async () => {
		const { batches, most } = await collect(60, { ahead: 6, atMost: 3 });
		expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(3);
		expect(Math.min(...batches.map(({ length }) => length))).toBeGreaterThanOrEqual(1);
		expect(most).toBeLessThanOrEqual(6);
	});

	it('wait for slow items', async () => {
		const { batches } = await collect(7, { ahead: 2, atMost: 8 }, 15);
		expect(batches.flat()).toHaveLength(7);
	});

	it.each([0, 10])('of %p items that come to nothing are none', async (count) => {
		const batches = readyBatches(numbers(count), () => Promise.resolve(undefined), {
			...{ ahead: 3, atMost: 2, signal: never },
		});
		expect(await batches.next()).toEqual({ done: true, value: undefined });
	});

	it('end at once on cancel, though an item is still being made', async () => {
		const stop = new AbortController();
		const forever = () => new Promise<undefined>(() => {});
		const batches = readyBatches([1], forever, { ahead: 1, atMost: 1, signal: stop.signal });
		const first = batches.next();
		await sleep(10);
		stop.abort();
		await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
	});
});
