import { setImmediate } from 'node:timers/promises';
import { mapAtOnce } from '../../lib/map-at-once';

const numbers = (count: number) => [...Array(count).keys()];

/** Work that ends when the test says so, or when it is aborted. */
function openWork() {
	const begun: number[] = [];
	const ends = new Map<number, (error?: Error) => void>();
	const work = (value: number, signal: AbortSignal) =>
		new Promise<number>((resolve, reject) => {
			begun.push(value);
			ends.set(value, (error) => (error ? reject(error) : resolve(2 * value)));
			signal.addEventListener('abort', () => reject(new Error(`${value} was aborted`)));
		});
	const end = async (value: number, error?: Error) => {
		ends.get(value)!(error);
		await setImmediate();
	};
	return { begun, work, end };
}

it.each([0, 1, 3, 4, 5, 100])('gives the results of %i values in their order', async (count) => {
	let running = 0;
	let most = 0;
	const results = await mapAtOnce(numbers(count), { atOnce: 4 }, async (value) => {
		most = Math.max(most, ++running);
		for (let n = 0; n <= (value * 7) % 5; n++) await setImmediate();
		running--;
		return 2 * value;
	});
	expect(results).toEqual(numbers(count).map((value) => 2 * value));
	expect(most).toBe(Math.min(4, count));
});

it('begins the next as soon as one ends, whichever it is', async () => {
	const { begun, work, end } = openWork();
	const mapping = mapAtOnce(numbers(4), { atOnce: 2 }, work);
	await end(1);
	expect(begun).toEqual([0, 1, 2]);
	await end(2);
	await end(3);
	await end(0);
	expect(await mapping).toEqual([0, 2, 4, 6]);
});

it('after a failure begins no more, aborts what is behind it and waits for what is before it', async () => {
	const { begun, work, end } = openWork();
	let isSettled = false;
	const mapping = mapAtOnce(numbers(9), { atOnce: 3 }, work).finally(() => (isSettled = true));
	const expected = expect(mapping).rejects.toThrow('one is broken');
	await end(1, new Error('one is broken'));
	expect([begun, isSettled]).toEqual([[0, 1, 2], false]);
	await end(0);
	await expected;
	expect(begun).toEqual([0, 1, 2]);
});

it('throws the first failure in order, though another came sooner', async () => {
	const { work, end } = openWork();
	const mapping = mapAtOnce(numbers(3), { atOnce: 3 }, work);
	const expected = expect(mapping).rejects.toThrow('zero is broken');
	await end(1, new Error('one is broken'));
	await end(0, new Error('zero is broken'));
	await expected;
});

it('hands the signal on, and settles only when the last work has heard it', async () => {
	const controller = new AbortController();
	const { begun, work } = openWork();
	const ended: number[] = [];
	const mapping = mapAtOnce(numbers(9), { atOnce: 3, signal: controller.signal }, (value, signal) =>
		work(value, signal).finally(() => ended.push(value)),
	);
	const expected = expect(mapping).rejects.toThrow('0 was aborted');
	controller.abort();
	await expected;
	expect(begun).toEqual([0, 1, 2]);
	expect(ended).toEqual([0, 1, 2]);
});
