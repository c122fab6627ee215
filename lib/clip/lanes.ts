import type { BackendInfo } from '../inference/types';
import { MAXIMUM_LANE_COPIES_BYTES, MAXIMUM_LANES } from '../limits';

/** Threads that take a picture from its file to its vector, each with a copy of the model. */
export interface Lanes {
	count: number;
	/** Of the model in each lane. */
	threads: number;
}

/** In a wider lane most threads would wait while one decodes. */
const WIDEST_LANE_THREADS = 2;

/** The lanes for a model; undefined where one copy that all threads work on is better. */
export function planLanes(
	{ backend, device, threads }: BackendInfo,
	weightBytes: number,
): Lanes | undefined {
	if (backend !== 'native' || device !== 'cpu') return undefined;
	const copies = Math.floor(MAXIMUM_LANE_COPIES_BYTES / weightBytes);
	const count = Math.min(threads, MAXIMUM_LANES, 1 + copies);
	const each = Math.floor(threads / count);
	return each <= WIDEST_LANE_THREADS && (count > 1 || threads === 1)
		? { count, threads: each }
		: undefined;
}
