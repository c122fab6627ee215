import { inputErrors } from './errors';

/** A value out of a list, or its default when the user left it out; anything else is a coded error. */
export function oneOf<const Value extends string>(
	name: string,
	values: readonly Value[],
	found: unknown,
	fallback?: Value,
): Value {
	if ((found === undefined || found === '') && fallback !== undefined) return fallback;
	const value = values.find((candidate) => candidate === found);
	if (value !== undefined) return value;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: `one of ${values.join(', ')}`,
		found: String(found),
	});
}

/** A number inside a range, or its default when the user left it out; anything else is a coded error. */
export function numberIn(
	name: string,
	{ from, to }: { from: number; to: number },
	found: unknown,
	fallback: number,
): number {
	if (found === undefined || found === '') return fallback;
	const value = Number(found);
	if (value >= from && value <= to) return value;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: `a number from ${from} to ${to}`,
		found: String(found),
	});
}
