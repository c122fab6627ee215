import type { Tensor } from 'onnxruntime-common';
import type { Feeds } from '../inference/run-session';
import { clipModelError } from './errors';
import { namesOf, type OpenFile, type Port, portNamed } from './session-metadata';
import type { TextPadding } from './text-padding';
import type { TokenisedText } from './tokenizer';

const TEXT_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

/** How a file takes texts. */
export interface TextFeeds {
	/** Texts a run takes, where the file fixes that. */
	lotSize?: number;
	/** Tokens of a text, where the file fixes that. */
	fixedLength?: number;
	/** Whether the file is told which tokens only fill up. */
	knowsFilling: boolean;
	inputs: string[];
	/** Texts, filled up to `length`. */
	feeds(texts: TokenisedText[], length: number): Feeds;
}

/** Reads a file's text inputs; CLIP_HALF_MISSING where it has none. */
export function readTextFeeds(
	TensorType: typeof Tensor,
	{ file, inputs }: OpenFile,
	padding: TextPadding,
): TextFeeds {
	const ids = portNamed(inputs, 'input_ids');
	if (!ids)
		throw clipModelError('CLIP_HALF_MISSING', { file, half: 'texts', inputs: namesOf(inputs) });
	const ports = inputs.filter(({ name }) => TEXT_INPUTS.includes(name));
	return {
		lotSize: ids.shape[0],
		fixedLength: ids.shape[1],
		knowsFilling: portNamed(ports, 'attention_mask') !== undefined,
		inputs: namesOf(ports),
		feeds: (texts, length) => {
			const rows = texts.map(({ ids: row }) => fillUp(row, length, padding));
			return Object.fromEntries(
				ports.map((port) => [
					port.name,
					integers(TensorType, port, valuesOf(port.name, rows), length),
				]),
			);
		},
	};
}

interface Row {
	ids: number[];
	mask: number[];
}

function fillUp(ids: number[], length: number, { id, side, isRead }: TextPadding): Row {
	const filling = new Array<number>(Math.max(0, length - ids.length)).fill(id);
	const own = ids.map(() => 1);
	const masked = filling.map(() => (isRead ? 1 : 0));
	return side === 'left'
		? { ids: [...filling, ...ids], mask: [...masked, ...own] }
		: { ids: [...ids, ...filling], mask: [...own, ...masked] };
}

function valuesOf(name: string, rows: Row[]): number[][] {
	if (name === 'input_ids') return rows.map(({ ids }) => ids);
	if (name === 'attention_mask') return rows.map(({ mask }) => mask);
	if (name === 'position_ids') return rows.map(({ ids }) => ids.map((_, index) => index));
	return rows.map(({ ids }) => ids.map(() => 0));
}

function integers(
	TensorType: typeof Tensor,
	{ name, type, shape }: Port,
	rows: number[][],
	length: number,
): Tensor {
	// Positions may be given once for all texts.
	const taken = name === 'position_ids' && shape[0] === 1 ? rows.slice(0, 1) : rows;
	const values = taken.flat();
	const dims = [taken.length, length];
	return type === 'int32'
		? new TensorType('int32', Int32Array.from(values), dims)
		: new TensorType('int64', BigInt64Array.from(values, BigInt), dims);
}
