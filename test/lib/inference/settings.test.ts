import { defaultSettings } from '../../../lib/inference/settings';
import { DEFAULT_ENGINE_IDLE_MS, MAXIMUM_TIMER_MS } from '../../../lib/limits';

describe('MULTIMODAL_ENGINE_IDLE_SECONDS', () => {
	it.each<[string | undefined, number]>([
		['0', 0],
		['90', 90_000],
		['99999999999', MAXIMUM_TIMER_MS],
		[undefined, DEFAULT_ENGINE_IDLE_MS],
		['', DEFAULT_ENGINE_IDLE_MS],
		['-1', DEFAULT_ENGINE_IDLE_MS],
		['soon', DEFAULT_ENGINE_IDLE_MS],
	])('of %p is %d ms', (seconds, idleMs) => {
		expect(defaultSettings({ MULTIMODAL_ENGINE_IDLE_SECONDS: seconds }).idleMs).toBe(idleMs);
	});
});
