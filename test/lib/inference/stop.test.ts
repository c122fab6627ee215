import { getEventListeners, getMaxListeners } from 'node:events';

import { Stop } from '../../../lib/inference/stop';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Stop', () => {
	it.each([0, 1])('fires with CANCELLED on any of its signals (%d)', (which) => {
		const controllers = [new AbortController(), new AbortController()];
		const stop = new Stop(controllers.map(({ signal }) => signal));
		expect(stop.signal.aborted).toBe(false);
		controllers[which].abort();
		expect(stop.signal.reason).toMatchObject({ code: 'CANCELLED' });
	});

	it('has fired when a signal had', () => {
		expect(new Stop([AbortSignal.abort()]).signal.reason).toMatchObject({ code: 'CANCELLED' });
	});

	it('fires with TASK_DEADLINE once the time is over', () => {
		const stop = new Stop([]);
		stop.startDeadline(1000);
		jest.advanceTimersByTime(999);
		expect(stop.signal.aborted).toBe(false);
		jest.advanceTimersByTime(1);
		expect(stop.signal.reason).toMatchObject({ code: 'TASK_DEADLINE' });
	});

	it.each([Infinity, 2 ** 40])('does not fire at once for a deadline of %d', (deadlineMs) => {
		const stop = new Stop([]);
		stop.startDeadline(deadlineMs);
		jest.advanceTimersByTime(60_000);
		expect(stop.signal.aborted).toBe(false);
	});

	it('takes one signal for many tasks without a warning', () => {
		const { signal } = new AbortController();
		new Stop([signal]);
		expect(getMaxListeners(signal)).toBe(0);
	});

	it('leaves no listener and no timer behind', () => {
		const { signal } = new AbortController();
		const stop = new Stop([signal]);
		stop.startDeadline(1000);
		stop.dispose();
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
		expect(jest.getTimerCount()).toBe(0);
	});
});
