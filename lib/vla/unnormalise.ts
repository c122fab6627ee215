import { vlaInputError } from './errors';
import type { ActionStatistics, ActionVector } from './types';

/** What a policy's -1 and 1 stand for: the 1 % and 99 % quantiles, as OpenVLA's, or the smallest and largest value, as OpenVLA-OFT's for ALOHA. */
export type ActionRange = 'quantiles' | 'bounds';

/** What the reference adds to the width of a range: modeling_prismatic.py of openvla/openvla, and of OpenVLA-OFT. */
const WIDENING = { quantiles: 0, bounds: 1e-8 };

/** From -1..1 to the robot's units; numbers that the mask leaves out pass as they are. ACTION_SIZE where the lengths differ, BOUNDS_MISSING. */
export function unnormalise(
	normalized: ActionVector,
	statistics: ActionStatistics,
	range: ActionRange = 'quantiles',
): ActionVector {
	const { low, high } = endsOf(statistics, range);
	if (normalized.length !== low.length)
		throw vlaInputError('ACTION_SIZE', { expected: low.length, found: normalized.length });
	return normalized.map((value, i) => {
		if (statistics.mask?.[i] === false) return value;
		return 0.5 * (value + 1) * (high[i] - low[i] + WIDENING[range]) + low[i];
	});
}

/** The smallest and largest numbers that -1..1 reaches, by dimension; where the mask leaves a number out, -1 and 1 themselves. */
export function reach(statistics: ActionStatistics) {
	const all = (value: number) => statistics.q01.map(() => value);
	return {
		low: unnormalise(all(-1), statistics),
		high: unnormalise(all(1), statistics),
	};
}

function endsOf({ q01, q99, min, max }: ActionStatistics, range: ActionRange) {
	if (range === 'quantiles') return { low: q01, high: q99 };
	if (min && max) return { low: min, high: max };
	throw vlaInputError('BOUNDS_MISSING', {});
}
