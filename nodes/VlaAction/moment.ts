import { invalidValue } from './errors';

/** How many of each are a millisecond, the largest first: Unix counts in seconds, JavaScript in the second, ROS in the last. */
const UNITS = [0.001, 1, 1000, 1_000_000];
/** Numbers of one unit end here, in the year 5138; in the next smaller one it is 1973, before any robot's camera. */
const LATEST_MS = 100_000_000_000_000;

/**
 * When a picture was taken, milliseconds since 1970: from a date in text, a number of seconds, milli-, micro- or
 * nanoseconds since then, or a date object. Undefined where nothing is given; anything else is a coded error.
 */
export function readMoment(name: string, found: unknown): number | undefined {
	if (found === undefined || found === null || found === '') return undefined;
	const value = toMilliseconds(found);
	if (Number.isFinite(value)) return value;
	const expected = 'a date with its time, or seconds, milli-, micro- or nanoseconds since 1970';
	throw invalidValue(name, expected, found);
}

function toMilliseconds(found: unknown): number {
	const text = String(found).trim();
	const number = Number(text);
	if (text === '' || Number.isNaN(number)) return Date.parse(text);
	if (number < 0) return NaN;
	const unit = UNITS.find((countInMs) => number / countInMs < LATEST_MS);
	return unit === undefined ? NaN : number / unit;
}
