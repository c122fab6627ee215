import type { Freshness } from '../../../hosted/policy-servers/while-refused';
import type { Observation } from '../../types';
import { remotePolicyInputError } from './errors';

/** How long the question makes sense, where both its moment and a limit are known. */
export function freshnessOf(
	{ capturedAtMs }: Observation,
	maximumAgeMs: number | undefined,
): Freshness | undefined {
	if (capturedAtMs === undefined || maximumAgeMs === undefined) return undefined;
	return { capturedAtMs, maximumAgeMs };
}

/** The robot's state, checked. POLICY_STATE_MISSING, POLICY_STATE_SIZE, POLICY_STATE_INVALID. */
export function checkState(state: number[] | undefined, expected?: number): number[] | undefined {
	if (state === undefined) {
		if (expected === undefined) return undefined;
		throw remotePolicyInputError('POLICY_STATE_MISSING', { expected });
	}
	const { length: found } = state;
	if (expected !== undefined && found !== expected) {
		throw remotePolicyInputError('POLICY_STATE_SIZE', { expected, found });
	}
	if (state.every((value) => Number.isFinite(value))) return state;
	throw remotePolicyInputError('POLICY_STATE_INVALID', {});
}
