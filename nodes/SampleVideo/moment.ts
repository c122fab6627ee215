import { inputErrors } from '../../lib/n8n/errors';

/** Seconds, or minutes and hours before them: `90`, `1:30`, `00:01:30.5`. */
const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/;

/** Seconds of a time typed as a number or as a clock shows it; undefined when it was left out. */
export function readMoment(name: string, found: unknown): number | undefined {
	if (found === undefined || found === '') return undefined;
	const seconds = toSeconds(String(found).trim());
	if (seconds !== undefined) return seconds;
	throw inputErrors('INVALID_CHOICE', {
		name,
		expected: 'a time in seconds (90) or as a clock shows it (1:30 or 00:01:30)',
		found: String(found),
	});
}

function toSeconds(text: string): number | undefined {
	const match = CLOCK.exec(text);
	if (!match) return undefined;
	const [, hours = '0', minutes, seconds] = match;
	// On a clock only the first part may go beyond 59.
	if (minutes !== undefined && Number(seconds) >= 60) return undefined;
	if (match[1] !== undefined && Number(minutes) >= 60) return undefined;
	return Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
}
