import { Tensor } from 'onnxruntime-common';
import type { OpenFile, Port } from '../../../lib/clip/session-metadata';
import { readTextFeeds } from '../../../lib/clip/text-feeds';
import { chooseFilling } from '../../../lib/clip/text-filling';
import type { TextPadding } from '../../../lib/clip/text-padding';
import type { FileTokenizer, TokenisedText } from '../../../lib/clip/tokenizer';

const padding: TextPadding = { id: 9, side: 'right', isToMaximum: false, isRead: false };
const text = (...ids: number[]): TokenisedText => ({ ids, wasCut: false });

function feedsOf(inputs: Port[], change: Partial<TextPadding> = {}) {
	const { feeds } = readTextFeeds(Tensor, { file: 'text_model.onnx', inputs } as OpenFile, {
		...padding,
		...change,
	});
	const made = feeds([text(1, 2, 3), text(4)], 3);
	return Object.fromEntries(
		Object.entries(made).map(([name, value]) => {
			const { type, dims, data } = value as Tensor;
			return [name, { type, dims, data: Array.from(data as BigInt64Array, Number) }];
		}),
	);
}

const port = (name: string, type = 'int64', shape: Port['shape'] = [undefined, undefined]) => ({
	name,
	type,
	shape,
});
const ALL = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

describe('readTextFeeds', () => {
	it('gives every input that a file has, and no other', () => {
		const shape = { type: 'int64', dims: [2, 3] };
		expect(feedsOf(ALL.map((name) => port(name)))).toEqual({
			input_ids: { ...shape, data: [1, 2, 3, 4, 9, 9] },
			attention_mask: { ...shape, data: [1, 1, 1, 1, 0, 0] },
			token_type_ids: { ...shape, data: [0, 0, 0, 0, 0, 0] },
			position_ids: { ...shape, data: [0, 1, 2, 0, 1, 2] },
		});
		expect(Object.keys(feedsOf([port('input_ids')]))).toEqual(['input_ids']);
	});

	it('in the numbers that the file takes', () => {
		const { input_ids: ids } = feedsOf([port('input_ids', 'int32')]);
		expect(ids).toEqual({ type: 'int32', dims: [2, 3], data: [1, 2, 3, 4, 9, 9] });
	});

	it('positions once, where the file takes them once', () => {
		const { position_ids: positions } = feedsOf([
			port('input_ids'),
			port('position_ids', 'int64', [1, undefined]),
		]);
		expect(positions).toEqual({ type: 'int64', dims: [1, 3], data: [0, 1, 2] });
	});

	it('fills up on the left, or so that the model reads it, when told', () => {
		const made = feedsOf([port('input_ids'), port('attention_mask')], {
			side: 'left',
			isRead: true,
		});
		expect(made.input_ids.data).toEqual([1, 2, 3, 9, 9, 4]);
		expect(made.attention_mask.data).toEqual([1, 1, 1, 1, 1, 1]);
	});
});

describe('chooseFilling', () => {
	const tokenizer: FileTokenizer = {
		maximumTokens: 8,
		encode: () => text(1, 2),
		padding,
	};
	const free = { fixedLength: undefined, knowsFilling: false };
	const never = () => Promise.reject(new Error('not to be run'));
	const same = () => Promise.resolve(Float32Array.of(0.6, 0.8));
	const other = (_: TokenisedText, length: number) =>
		Promise.resolve(length === 8 ? Float32Array.of(0, 1) : Float32Array.of(1, 0));
	const fullOnly = (_: TokenisedText, length: number) => (length === 8 ? same() : never());

	it.each([
		['a fixed length', { ...free, fixedLength: 8 }, {}, {}, never, 'maximum'],
		['a family trained so', free, { isToMaximum: true }, {}, never, 'maximum'],
		['a mask', { ...free, knowsFilling: true }, {}, {}, never, 'longest'],
		['filling that changes nothing', free, {}, {}, same, 'longest'],
		['filling that a CLIP looks at', free, {}, { modelType: 'clip' }, other, 'maximum'],
		['filling that another looks at', free, {}, { modelType: 'bert' }, other, 'none'],
		['full texts only', free, {}, {}, fullOnly, 'maximum'],
	])('by %s', async (_, feeds, change, config, embed, expected) => {
		const changed = { ...tokenizer, padding: { ...padding, ...change } };
		expect(await chooseFilling(feeds, changed, { kind: 'softmax', ...config }, embed)).toBe(
			expected,
		);
	});
});
