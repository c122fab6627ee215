import type { IDataObject } from 'n8n-workflow';
import { invalidValue } from './errors';

interface Expected {
	/** As the field is labelled. */
	name: string;
	/** In words, for the message. */
	expected: string;
	/** Of an object that an expression gives, which fields to take, in this order; those at the end may be missing. */
	fields?: readonly string[];
	isFitting?(numbers: number[]): boolean;
}

/**
 * Numbers as people and expressions give them: `0.1, 0.2`, `[0.1, 0.2]`, a list, an object of named ones.
 * Undefined where nothing is given; anything else is a coded error.
 */
export function readNumbers(
	{ name, expected, fields = [], isFitting = () => true }: Expected,
	found: unknown,
): number[] | undefined {
	if (found === undefined || found === null || found === '') return undefined;
	const numbers = toList(found, fields).map(toNumber);
	if (numbers.length > 0 && numbers.every(Number.isFinite) && isFitting(numbers)) return numbers;
	throw invalidValue(name, `${expected} (write decimals with a point)`, found);
}

function toList(found: unknown, fields: readonly string[]): unknown[] {
	if (Array.isArray(found)) return found;
	if (typeof found === 'object' && found !== null) {
		const named = found as IDataObject;
		const last = fields.findLastIndex((field) => named[field] !== undefined);
		return fields.slice(0, last + 1).map((field) => named[field]);
	}
	const text = String(found).trim();
	if (/^[[{]/.test(text)) return toList(parsed(text), fields);
	return hasDecimalCommas(text) ? [text] : text.split(BETWEEN);
}

/** Numbers stand apart by spaces, or by one comma or semicolon each. */
const BETWEEN = /\s*[,;]\s*|\s+/;

/**
 * Whether commas may be those of decimals, each of which would make two numbers of one: not all that stands between
 * the numbers is alike (`0,59; 0,1`, `0,59, 0,1`), or one begins as only decimals do (`0,05`).
 */
function hasDecimalCommas(text: string): boolean {
	const between = text.match(new RegExp(BETWEEN, 'g')) ?? [];
	const kinds = new Set(between.map((one) => one.trim()));
	const spacings = new Set(between.map((one) => one.replace(/\s+/g, ' ')));
	if (kinds.size > 1 || (spacings.size > 1 && !text.includes('.'))) return true;
	return text.split(BETWEEN).some((number) => /^[+-]?0\d/.test(number));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// No number: the message shows what was typed.
		return [text];
	}
}

const toNumber = (value: unknown): number =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
		? Number(value)
		: NaN;
