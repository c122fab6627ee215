import type { AskedTime } from './asked-times';

/** So much of the text before and behind a time is looked at. */
const NEAR_CHARACTERS = 40;

const NUMBER = String.raw`\d+(?:[.,]\d+)?`;
/** `10 to 20 seconds`, `2 minutes and 5 minutes`: the words before the first hold for the second. */
const RANGE = String.raw`(?:${NUMBER}\s*(?:\p{L}+\.?\s*)?(?:-|–|to|or|and|bis|oder|und)\s*)?`;
const ABOUT =
	'(?:(?:about|around|roughly|exactly|only|the|ca\\.?|circa|etwa|rund|genau|nur|den|der)\\s+)*';

const before = (words: string[], filling = ''): RegExp =>
	new RegExp(String.raw`(?<!\p{L})(?:${words.join('|')})\s+${filling}${RANGE}$`, 'iu');

/** Behind these a time is none, be it so many seconds or the name of one: "every second 5 people". */
const EVERY = before([
	'last|first|final|next|previous|past|every|each|per',
	'letzten?|ersten?|nächsten?|vergangenen|vorigen|alle|jede[nrs]?|pro',
]);
const FOR = before(
	[
		'for|within|during|lasting|lasts?|takes?|took|least|most|under|up to',
		'(?:longer|shorter|more|less|fewer) than|(?:steps?|intervals?|length|duration|parts?) of',
		'für|binnen|innerhalb(?: von)?|dauert|mindestens|höchstens|(?:länger|kürzer|mehr|weniger) als',
		'(?:Schritten|Abständen|Abschnitten|Länge|Dauer) von',
	],
	ABOUT,
);
const STEPS =
	/^[\s-]*(?:steps?|intervals?|increments?|apart|long|parts?|clips?|lang|Schritt|Abst[aä]nd|Abschnitt|(?:before|from|vor)\s+(?:the|dem)\s+end)/iu;
/** How far from another moment. */
const AWAY =
	/^\s*(?:later|earlier|ago|before|after|später|früher|danach|davor|zuvor|vor|nach)(?!\p{L})/iu;
const AT = before(
	[
		'at|after|around|by|near|from|until|till|to|since|between',
		'bei|nach|um|gegen|ab|bis|seit|von|zu|zur|zwischen|kurz vor',
	],
	ABOUT,
);
const INTO = /^\s*into(?!\p{L})/iu;

/** Whether a time in a question is a moment, and not how long something is or how far from another moment. */
export function isMoment(question: string, time: AskedTime): boolean {
	const { start, end, alone, isAmount } = time;
	const text = question.slice(Math.max(0, start - NEAR_CHARACTERS), start);
	if (EVERY.test(text)) return false;
	if (!isAmount) return true;
	const behind = question.slice(end, end + NEAR_CHARACTERS);
	if (FOR.test(text) || STEPS.test(behind)) return false;
	// Here a word says that it is one: "at 3 minutes", "3 minutes into the video".
	if (AT.test(text) || INTO.test(behind)) return alone !== 'distance';
	return alone === 'moment' && !AWAY.test(behind);
}
