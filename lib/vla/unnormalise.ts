import { vlaInputError } from './errors';
import type { ActionStatistics, ActionVector } from './types';

/** How a policy's -1..1 relates to the statistics. */
export interface Scaling {
	/** -1 and 1 are the 1 % and 99 % quantiles, or the smallest and largest value. */
	range: 'quantiles' | 'bounds';
	/** Added to the width of the range, so that one without width divides nothing by zero. */
	widening: number;
}

/** modeling_prismatic.py of openvla/openvla. */
export const OPENVLA_SCALING: Scaling = { range: 'quantiles', widening: 0 };
/** OpenVLA-OFT with LIBERO and Bridge. */
export const OFT_SCALING: Scaling = { range: 'quantiles', widening: 1e-8 };
/** OpenVLA-OFT with ALOHA. */
export const OFT_BOUNDS_SCALING: Scaling = { range: 'bounds', widening: 1e-8 };

/** From -1..1 to the robot's units; numbers that the mask leaves out pass as they are. ACTION_SIZE where the lengths differ. */
export function unnormalise(
	normalized: ActionVector,
	statistics: ActionStatistics,
	scaling: Scaling = OPENVLA_SCALING,
): ActionVector {
	return mapScaled(
		normalized,
		statistics,
		scaling,
		(value, low, width) => 0.5 * (value + 1) * width + low,
	);
}

/** From the robot's units to -1..1, cut there, as policies take a robot's state. */
export function normalise(
	values: ActionVector,
	statistics: ActionStatistics,
	scaling: Scaling = OPENVLA_SCALING,
): ActionVector {
	const scaled = mapScaled(
		values,
		statistics,
		scaling,
		(value, low, width) => (2 * (value - low)) / width - 1,
	);
	return scaled.map((value) => Math.min(1, Math.max(-1, value)));
}

/** The smallest and largest numbers that -1..1 reaches, by dimension; where the mask leaves a number out, -1 and 1 themselves. */
export function reach(statistics: ActionStatistics, scaling: Scaling = OPENVLA_SCALING) {
	const all = (value: number) => statistics.q01.map(() => value);
	return {
		low: unnormalise(all(-1), statistics, scaling),
		high: unnormalise(all(1), statistics, scaling),
	};
}

function mapScaled(
	values: ActionVector,
	statistics: ActionStatistics,
	{ range, widening }: Scaling,
	scale: (value: number, low: number, width: number) => number,
): ActionVector {
	const { low, high } = limitsOf(statistics, range);
	if (values.length !== low.length)
		throw vlaInputError('ACTION_SIZE', { expected: low.length, found: values.length });
	return values.map((value, i) =>
		(statistics.mask?.[i] ?? true) ? scale(value, low[i], high[i] - low[i] + widening) : value,
	);
}

function limitsOf({ q01, q99, min, max }: ActionStatistics, range: Scaling['range']) {
	if (range === 'quantiles') return { low: q01, high: q99 };
	if (min && max) return { low: min, high: max };
	throw vlaInputError('BOUNDS_MISSING', {});
}
