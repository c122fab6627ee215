import { spawnSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import path from 'node:path';

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
		const stop = path.join(__dirname, '../../../dist/lib/inference/stop');
		const code =
			`const { Stop } = require(${JSON.stringify(stop)}), { signal } = new AbortController();` +
			'for (let i = 0; i < 300; i += 1) new Stop([signal]);';
		const { status, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
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
