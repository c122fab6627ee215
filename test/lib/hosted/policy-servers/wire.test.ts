import { randomBytes } from 'node:crypto';
import { MultimodalError } from '../../../../lib/errors';
import { fromJsonNumpy, toJsonNumpy } from '../../../../lib/hosted/policy-servers/json-numpy';
import { decodeMessage } from '../../../../lib/hosted/policy-servers/msgpack-decode';
import { encodeMessage, type Message } from '../../../../lib/hosted/policy-servers/msgpack-encode';
import {
	doublesArray,
	numbersOf,
	type WireArray,
} from '../../../../lib/hosted/policy-servers/wire-array';
import golden from '../../../fixtures/golden/policy-wire.json';

/** An array as the golden describes it. */
const toArray = ({
	dtype,
	shape,
	bytes,
}: {
	dtype: string;
	shape: number[];
	bytes: string;
}): WireArray => ({
	dtype,
	shape,
	bytes: Buffer.from(bytes, 'base64'),
});
const unpack = (base64: string) => decodeMessage(Buffer.from(base64, 'base64'));
const failureOf = (work: () => unknown): MultimodalError => {
	try {
		work();
	} catch (error) {
		return error as MultimodalError;
	}
	throw new Error('expected a failure');
};
const unreadable = { errorClass: 'service', code: 'POLICY_REPLY_UNREADABLE' };

describe('json_numpy', () => {
	test.each(golden.jsonArrays)(
		'$array.dtype $array.shape: the same text, and back',
		({ array, json }) => {
			expect(JSON.stringify(toJsonNumpy(toArray(array)))).toBe(json);
			const back = fromJsonNumpy(JSON.parse(json));
			expect(back).toMatchObject({ dtype: array.dtype, shape: array.shape });
			expect(numbersOf(back)).toEqual(array.numbers);
		},
	);

	test.each([
		[{ __numpy__: 'AAAA', dtype: '<f4', shape: [1] }, /3 bytes instead of 4/],
		[{ __numpy__: 'AAAAAA==', dtype: '<f4', shape: [2] }, /4 bytes instead of 8/],
		[{ __numpy__: 'AAAAAA==', dtype: '<f4', shape: [-1] }, /without a usable shape/],
		[{ __numpy__: 'AAAAAA==', dtype: '<f4', shape: [1e308, 1e308] }, /without a usable shape/],
		[{ __numpy__: 'AAAAAA==', dtype: '<f4' }, /without a usable shape/],
		[{ __numpy__: 'AAAAAA==', dtype: '>f4', shape: [1] }, /kind ">f4"/],
		[{ __numpy__: 'AAA=', dtype: '<f2', shape: [1] }, /kind "<f2"/],
		[{ __numpy__: 'AAA=', dtype: '|O', shape: [1] }, /kind "\|O"/],
		[{ __numpy__: 'AAA=', dtype: ['x'], shape: [1] }, /kind "x"/],
		[{ __numpy__: 'no base64!', dtype: '<f4', shape: [1] }, /no base64/],
		[{ __numpy__: 7, dtype: '<f4', shape: [1] }, /no base64/],
	])('refuses %j', (value, words) => {
		const error = failureOf(() => fromJsonNumpy(value));
		expect(error).toMatchObject(unreadable);
		expect(error.message).toMatch(words);
	});
});

describe('msgpack as openpi packs it', () => {
	test.each(golden.values)('value %#: the same bytes, and back', ({ value, packed }) => {
		expect(Buffer.from(encodeMessage(value as Message)).toString('base64')).toBe(packed);
		expect(unpack(packed)).toEqual(value);
	});

	test("an array's names are bytes, as numpy's reader wants them", () => {
		const array = {
			dtype: '<f4',
			shape: [2],
			bytes: new Uint8Array(Float32Array.of(1, -2).buffer),
		};
		expect(Buffer.from(encodeMessage(array)).toString('hex')).toBe(
			'84c40b5f5f6e6461727261795f5fc3c40464617461c4080000803f000000c0c4056474797065a33c6634c40573686170659102',
		);
	});

	test.each(golden.replies.kinds)('reads arrays of $array.dtype', ({ array, packed }) => {
		const found = unpack(packed) as WireArray;
		expect(found).toMatchObject({ dtype: array.dtype, shape: array.shape });
		expect(numbersOf(found)).toEqual(array.numbers);
		expect(Buffer.from(encodeMessage(found)).toString('base64')).toBe(packed);
	});

	test('reads what a server answers: an array, and single numbers of numpy', () => {
		const { actions, ...times } = unpack(golden.replies.float32) as Record<string, unknown>;
		expect(numbersOf(actions as WireArray)).toEqual(golden.replies.actions.numbers);
		expect(times).toEqual({
			policy_timing: { infer_ms: 12.5 },
			server_timing: { infer_ms: 13.25, prev_total_ms: 14.5 },
		});
	});

	test('reads names that are bytes', () => {
		const { actions, more } = unpack(golden.replies.bytesKeys) as Record<string, unknown>;
		expect(numbersOf(actions as WireArray)).toEqual(golden.replies.doubles.numbers);
		expect(more).toEqual([Buffer.from('raw'), 7, true]);
	});

	test('reads what a server tells of itself', () => {
		expect(unpack(golden.replies.metadata)).toEqual({});
		expect(unpack(golden.replies.metadataFull)).toEqual({
			reset_pose: [0, -1.5, 1.5],
			action_dim: 7,
		});
	});

	test.each([
		['numbers of 16 bits', golden.replies.float16, /kind "<f2"/],
		['numbers with the highest byte first', golden.replies.bigEndian, /kind ">f4"/],
		['a moment', golden.replies.timestamp, /unknown kind \(0xd6\)/],
	])('refuses %s', (_, packed, words) => {
		const error = failureOf(() => unpack(packed));
		expect(error).toMatchObject(unreadable);
		expect(error.message).toMatch(words);
	});

	test.each([
		['nothing', '', /ends too early/],
		['more than one message', '8080', /more follows/],
		['a list longer than the message', 'ddffffffff01', /ends too early/],
		['a text longer than the message', 'dbffffffff61', /ends too early/],
		['a text that is none', 'a1ff', /text that is none/],
		['a name that is a number', '8101c0', /name that is no text/],
		['what goes too deep', '91'.repeat(40) + 'c0', /nested too deep/],
		['too many values', 'dd00100000' + '00'.repeat(0x100000), /too many values/],
		['an array without content', '81ab5f5f6e6461727261795f5fc3', /array without content/],
	])('refuses %s', (_, hex, words) => {
		const error = failureOf(() => decodeMessage(Buffer.from(hex, 'hex')));
		expect(error).toMatchObject(unreadable);
		expect(error.message).toMatch(words);
	});

	test('whatever comes, nothing but a coded error is thrown, and no prototype is touched', () => {
		const valid = Buffer.from(golden.replies.float32, 'base64');
		for (let round = 0; round < 3000; round++) {
			const bytes = round % 2 ? randomBytes(round % 97) : Buffer.from(valid);
			if (round % 2 === 0) bytes[round % bytes.length] = round % 251;
			try {
				decodeMessage(bytes);
			} catch (error) {
				expect(error).toMatchObject(unreadable);
			}
		}
		decodeMessage(encodeMessage(JSON.parse('{"__proto__": {"polluted": 1}}')));
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('long texts and lists keep their length', () => {
		const message = { text: 'b'.repeat(70_000), state: doublesArray(Array(9000).fill(0.5)) };
		const back = decodeMessage(encodeMessage(message)) as typeof message;
		expect(back.text).toBe(message.text);
		expect(numbersOf(back.state)).toEqual(Array(9000).fill(0.5));
	});
});
