import { isWireArray, numbersOf, type WireArray } from '../../../hosted/policy-servers/wire-array';
import { isJsonObject } from '../../../json-object';
import { MAXIMUM_POLICY_NUMBERS } from '../../../limits';
import type { ActionVector } from '../../types';
import { remotePolicyError } from './errors';

/**
 * The steps that a server answered with: an array of one step or of several, or a list of such steps. `expected` is
 * how many numbers a step has. Coded errors for whatever is no action: missing, empty, of another size, not finite.
 */
export function toSteps(value: unknown, expected?: number): ActionVector[] {
	const steps = split(value);
	const size = expected ?? steps[0]?.length;
	if (steps.length === 0 || size === 0) throw remotePolicyError('POLICY_ANSWER_EMPTY', {});
	for (const [index, step] of steps.entries()) {
		if (step.length !== size) {
			throw remotePolicyError('POLICY_ANSWER_SIZE', { expected: size, found: step.length });
		}
		const place = step.findIndex((number) => !Number.isFinite(number));
		if (place !== -1) {
			throw remotePolicyError('POLICY_ANSWER_NOT_FINITE', { step: index + 1, place: place + 1 });
		}
	}
	return steps;
}

function split(value: unknown): ActionVector[] {
	if (isWireArray(value)) return rows(value);
	if (!Array.isArray(value)) throw missing(value);
	if (value.length > 0 && value.every((one) => typeof one === 'number')) return [value];
	return value.map((step: unknown) => {
		if (isWireArray(step) && step.shape.length === 1) return rows(step)[0] ?? [];
		if (Array.isArray(step) && step.every((one) => typeof one === 'number')) return step;
		throw missing(step);
	});
}

function rows(array: WireArray): ActionVector[] {
	const { shape } = array;
	if (shape.length !== 1 && shape.length !== 2) {
		throw remotePolicyError('POLICY_ANSWER_SHAPE', { shape });
	}
	const [count, size] = shape.length === 1 ? [1, shape[0]] : shape;
	if (count * size > MAXIMUM_POLICY_NUMBERS || size === 0 || count > MAXIMUM_POLICY_NUMBERS) {
		if (size === 0) throw remotePolicyError('POLICY_ANSWER_EMPTY', {});
		throw remotePolicyError('POLICY_ANSWER_SHAPE', { shape });
	}
	const numbers = numbersOf(array);
	return Array.from({ length: count }, (_, row) => numbers.slice(row * size, (row + 1) * size));
}

function missing(value: unknown): Error {
	const found = isJsonObject(value)
		? `the names ${Object.keys(value).slice(0, 10).join(', ') || 'of nothing'}`
		: Array.isArray(value)
			? 'a list'
			: value === null || value === undefined
				? 'nothing'
				: `a ${typeof value}`;
	return remotePolicyError('POLICY_ACTIONS_MISSING', { found });
}
