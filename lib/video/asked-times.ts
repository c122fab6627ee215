/** A time in a question, put together from its parts: `1 h 2 min`, `minute 2 second 30`. */
export interface AskedTime {
	seconds: number;
	/** Its place in the question. */
	start: number;
	end: number;
	/** What it is where the words around it do not say: minutes alone may be a length, and `5 m` a distance. */
	alone: 'moment' | 'length' | 'distance';
	/** Whether the number counts how many: `10 seconds`, not `second 10` or `the 10th second`. */
	isAmount: boolean;
}

interface Part extends AskedTime {
	/** Seconds; parts go from the largest to the smallest. 0 is a clock's time, which has no parts. */
	unit: number;
	isUnitFirst: boolean;
}

/** Not within a word or number, but for `2m30s`. */
const NUMBER = String.raw`(?:(?<!\w|\d[.,:])|(?<=\d(?:h|std|m|min)))\d+(?:[.,]\d+)?`;
const SHORT = 'h|m|s';
const WORDS = 'hours?|hrs?|stunden?|std|minutes?|minuten|mins?|seconds?|secs?|sekunden?|sek';
/** Abbreviations may end in a point. */
const UNIT_END = String.raw`(?:(?!\w)(?:(?<=std|min|sec|sek)\.)?|(?=\d+[ms]))`;
const FORMS = [
	// As a clock shows it.
	String.raw`(?<![\d:.])(?:(?<clockHours>\d+):)?(?<clockMinutes>\d{1,3}):(?<clockSeconds>[0-5]\d(?:\.\d+)?)(?![\d:])`,
	String.raw`(?<mark>${NUMBER})[\s-](?<markUnit>${WORDS})[\s-](?:mark|marke)\b`,
	String.raw`(?<number>${NUMBER})(?<ordinal>(?:st|nd|rd|th)?)\s*(?<unit>${WORDS}|${SHORT})${UNIT_END}`,
	// `der 12. Sekunde`, but not the end of a sentence before `Sekunde 12`.
	String.raw`(?<numeral>${NUMBER})\.\s*(?<numeralUnit>sekunde|minute)\b(?!\s*\d)`,
	// `minute 2 second 30`, but not `some minutes 30 seconds`.
	String.raw`\b(?<firstUnit>${WORDS})\.?\s+(?<second>${NUMBER})(?![\d:]|[.,]\d)(?!\s*(?:${WORDS}|${SHORT})\b(?!\s*\d))`,
];
const TIME = new RegExp(FORMS.join('|'), 'gi');

/** The times of a question in their order; no part of its text belongs to two. */
export function findTimes(question: string): AskedTime[] {
	const times: Part[] = [];
	for (const match of question.matchAll(TIME)) {
		const part = toPart(match);
		const before = times.at(-1);
		if (before && belongTogether(before, part, question.slice(before.end, part.start))) {
			const seconds = before.seconds + part.seconds;
			times.splice(-1, 1, { ...part, seconds, start: before.start, alone: 'moment' });
		} else times.push(part);
	}
	return times;
}

function toPart({ index = 0, 0: { length }, groups = {} }: RegExpMatchArray): Part {
	const place = { start: index, end: index + length, isUnitFirst: groups.firstUnit !== undefined };
	const { clockHours = 0, clockMinutes, clockSeconds } = groups;
	if (clockSeconds !== undefined) {
		const minutes = Number(clockHours) * 60 + Number(clockMinutes);
		const seconds = minutes * 60 + Number(clockSeconds);
		return { ...place, seconds, unit: 0, alone: 'moment', isAmount: false };
	}
	const number = groups.mark ?? groups.number ?? groups.numeral ?? groups.second;
	const name = groups.markUnit ?? groups.unit ?? groups.numeralUnit ?? groups.firstUnit;
	const isAmount = groups.number !== undefined && groups.ordinal === '';
	const unit = secondsOf(name);
	const seconds = toNumber(number) * unit;
	return { ...place, seconds, unit, isAmount, alone: isAmount ? aloneIs(name) : 'moment' };
}

/** A comma before three digits parts thousands; before others it is a decimal one. */
const toNumber = (number: string): number =>
	Number(/,\d{3}$/.test(number) ? number.replace(',', '') : number.replace(',', '.'));

/** `Std` and `Stunden` begin as `Sekunden` do. */
function secondsOf(unit: string): number {
	if (/^(?:h|st)/i.test(unit)) return 3600;
	return /^m/i.test(unit) ? 60 : 1;
}

function aloneIs(unit: string): AskedTime['alone'] {
	if (secondsOf(unit) === 1) return 'moment';
	return /^m$/i.test(unit) ? 'distance' : 'length';
}

const belongTogether = (before: Part, after: Part, between: string): boolean =>
	after.unit > 0 &&
	after.unit < before.unit &&
	after.isUnitFirst === before.isUnitFirst &&
	/^[\s,]*(?:(?:and|und)\s+)?$/i.test(between);
