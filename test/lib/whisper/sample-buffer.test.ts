import { SampleBuffer } from '../../../lib/whisper/sample-buffer';

/** Chunks of these lengths, samples counted from 0; tells what was taken and whether it was ended. */
function source(lengths: number[]) {
	const state = { given: 0, ended: false };
	async function* chunks() {
		try {
			for (const length of lengths) {
				const first = state.given;
				state.given += length;
				yield await Promise.resolve(Float32Array.from({ length }, (_, i) => first + i));
			}
		} finally {
			state.ended = true;
		}
	}
	return { buffer: new SampleBuffer(chunks()), state };
}

describe('SampleBuffer', () => {
	it('receives no more than it is asked for', async () => {
		const { buffer, state } = source([10, 10, 10]);
		expect(await buffer.reach(11)).toBe(11);
		expect(state.given).toBe(20);
		expect(buffer.length).toBe(20);
	});

	it('tells how far it reaches when the sound ends', async () => {
		const { buffer } = source([10, 5]);
		expect(await buffer.reach(100)).toBe(15);
		expect(await buffer.reach(4)).toBe(4);
		expect(buffer.length).toBe(15);
	});

	it('reads across chunks, empty ones too', async () => {
		const { buffer } = source([3, 0, 4, 5]);
		await buffer.reach(12);
		expect([...buffer.read(2, 9)]).toEqual([2, 3, 4, 5, 6, 7, 8]);
		expect([...buffer.read(0, 12)]).toHaveLength(12);
		expect([...buffer.read(5, 5)]).toEqual([]);
		expect([...buffer.read(7, 3)]).toEqual([]);
	});

	it('gives a copy', async () => {
		const { buffer } = source([5]);
		await buffer.reach(5);
		buffer.read(0, 5).fill(9);
		expect([...buffer.read(0, 5)]).toEqual([0, 1, 2, 3, 4]);
	});

	it('forgets whole chunks and keeps the positions of the others', async () => {
		const { buffer } = source([4, 4, 4]);
		await buffer.reach(12);
		buffer.discardBefore(9);
		expect([...buffer.read(8, 12)]).toEqual([8, 9, 10, 11]);
		expect([...buffer.read(0, 2)]).toEqual([0, 0]);
		expect(buffer.length).toBe(12);
	});

	it('drains to the end, keeping nothing', async () => {
		const { buffer, state } = source([4, 4, 3]);
		await buffer.reach(2);
		expect(await buffer.drain()).toBe(11);
		expect(state.ended).toBe(true);
		expect(await buffer.drain()).toBe(11);
	});

	it('ends its source when closed in the middle', async () => {
		const { buffer, state } = source([4, 4, 4]);
		await buffer.reach(1);
		await buffer.close();
		expect(state.ended).toBe(true);
		expect(await buffer.reach(100)).toBe(4);
	});

	it('passes a failure of its source on', async () => {
		async function* broken() {
			yield await Promise.resolve(new Float32Array(2));
			throw new Error('broken pipe');
		}
		const buffer = new SampleBuffer(broken());
		expect(await buffer.reach(2)).toBe(2);
		await expect(buffer.reach(3)).rejects.toThrow('broken pipe');
	});
});
