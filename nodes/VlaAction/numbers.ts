import type { IDataObject } from 'n8n-workflow';
import { inputErrors } from '../../lib/n8n/errors';

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
	const shown = typeof found === 'string' ? found : JSON.stringify(found);
	throw inputErrors('INVALID_CHOICE', { name, expected, found: shown });
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
	return text.split(/[\s,;]+/).filter(Boolean);
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
