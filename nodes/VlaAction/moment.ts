import { inputErrors } from '../../lib/n8n/errors';

/** Earlier numbers are seconds, as Unix and ROS count them; as milliseconds they would lie in 1970. */
const LATEST_SECONDS = 100_000_000_000;

/**
 * When a picture was taken, milliseconds since 1970: from a date in text, seconds or milliseconds, or a date object.
 * Undefined where nothing is given; anything else is a coded error.
 */
export function readMoment(name: string, found: unknown): number | undefined {
	if (found === undefined || found === null || found === '') return undefined;
	const value = toMilliseconds(found);
	if (Number.isFinite(value)) return value;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: 'a date with its time, or seconds or milliseconds since 1970',
		found: typeof found === 'string' ? found : JSON.stringify(found),
	});
}

function toMilliseconds(found: unknown): number {
	const text = String(found).trim();
	const number = Number(text);
	if (text !== '' && !Number.isNaN(number)) {
		return number < LATEST_SECONDS ? number * 1000 : number;
	}
	return Date.parse(text);
}
