import { inputErrors } from './errors';

/** A value out of a list, or its default when the user left it out; anything else is a coded error. */
export function oneOf<const Value extends string>(
	name: string,
	values: readonly Value[],
	found: unknown,
	fallback?: Value,
): Value {
	if (isLeftOut(found) && fallback !== undefined) return fallback;
	const value = values.find((candidate) => candidate === found);
	if (value !== undefined) return value;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: `one of ${values.join(', ')}`,
		found: String(found),
	});
}

interface Range {
	from: number;
	/** Absent: as high as one likes. */
	to?: number;
	isWhole?: boolean;
}

/** A number inside a range, or its default when the user left it out; anything else is a coded error. */
export function numberIn(
	name: string,
	{ from, to = Infinity, isWhole = false }: Range,
	found: unknown,
	fallback: number,
): number {
	if (isLeftOut(found)) return fallback;
	const value = isNumeric(found) ? Number(found) : NaN;
	if (value >= from && value <= to && (Number.isInteger(value) || !isWhole)) return value;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: `a ${isWhole ? 'whole number' : 'number'} from ${from} ${to < Infinity ? `to ${to}` : 'up'}`,
		found: String(found),
	});
}

/** A switch, or its default when the user left it out. Expressions may give it as text. */
export function switchOf(name: string, found: unknown, fallback: boolean): boolean {
	const values = ['true', 'false'] as const;
	return oneOf(name, values, isLeftOut(found) ? String(fallback) : String(found)) === 'true';
}

/** An expression that finds nothing gives null, which JavaScript would count as 0. */
const isNumeric = (found: unknown): boolean =>
	typeof found === 'number' || (typeof found === 'string' && found.trim() !== '');

const isLeftOut = (found: unknown): boolean => found === undefined || found === '';
