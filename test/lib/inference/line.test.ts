import { Line } from '../../../lib/inference/line';

const never = new AbortController().signal;

describe('Line', () => {
	it('serves in order, one at a time', async () => {
		const line = new Line(9);
		const order: number[] = [];
		const visits = [1, 2, 3].map(async (i) => {
			const leave = await line.enter(never);
			order.push(i);
			await Promise.resolve();
			order.push(-i);
			leave();
		});
		await Promise.all(visits);
		expect(order).toEqual([1, -1, 2, -2, 3, -3]);
		expect(line.isEmpty).toBe(true);
	});

	it('counts only those who wait', async () => {
		const line = new Line(1);
		const leave = await line.enter(never);
		const waiting = line.enter(never);
		await expect(line.enter(never)).rejects.toMatchObject({
			code: 'ENGINE_QUEUE_FULL',
			details: { maximumQueuedTasks: 1 },
		});
		leave();
		(await waiting)();
		expect(line.isEmpty).toBe(true);
	});

	it('lets one leave from the middle, and nobody passes before those who wait', async () => {
		const line = new Line(9);
		const leave = await line.enter(never);
		const stop = new AbortController();
		const served: string[] = [];
		const visit = async (name: string, signal = never) => {
			const done = await line.enter(signal);
			served.push(name);
			done();
		};
		const visits = [visit('a'), visit('b', stop.signal), visit('c')];
		stop.abort(new Error('gone'));
		await expect(visits[1]).rejects.toThrow('gone');
		leave();
		await Promise.all([visits[0], visits[2], visit('late')]);
		expect(served).toEqual(['a', 'c', 'late']);
	});

	it('takes nobody whose signal has fired', async () => {
		const line = new Line(9);
		await expect(line.enter(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
		expect(line.isEmpty).toBe(true);
	});
});
