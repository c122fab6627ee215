import { isJsonObject } from '../../json-object';
import { policyServerError } from './errors';
import { toWireArray, type WireArray } from './wire-array';

/** An array within JSON, as json_numpy 2.1.1 writes it. */
export interface JsonNumpy {
	/** Base64. */
	__numpy__: string;
	dtype: string;
	shape: number[];
}

/** The kinds of numbers that servers answer with. */
const KINDS = ['|u1', '<i8', '<f4', '<f8'];

/** An array as json_numpy writes it, its fields in the same order. */
export function toJsonNumpy({ dtype, shape, bytes }: WireArray): JsonNumpy {
	const { buffer, byteOffset, byteLength } = bytes;
	const text = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
	return { __numpy__: text, dtype, shape };
}

/** Whether JSON stands for an array. */
export function isJsonNumpy(value: unknown): value is { __numpy__: unknown } {
	return isJsonObject(value) && '__numpy__' in value;
}

/** What json_numpy wrote. POLICY_REPLY_UNREADABLE, also for kinds of numbers that no policy answers with. */
export function fromJsonNumpy(value: { __numpy__: unknown }): WireArray {
	const { __numpy__: text, dtype, shape } = value as Record<string, unknown>;
	if (typeof text !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
		const reason = 'it has an array whose content is no base64';
		throw policyServerError('POLICY_REPLY_UNREADABLE', { reason });
	}
	if (!KINDS.includes(dtype as string)) {
		const found = String(dtype).slice(0, 20);
		const reason = `it has an array of the kind "${found}" instead of ${KINDS.join(', ')}`;
		throw policyServerError('POLICY_REPLY_UNREADABLE', { reason });
	}
	return toWireArray(dtype, shape, Buffer.from(text, 'base64'));
}
