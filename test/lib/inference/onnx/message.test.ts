import {
	message,
	number,
	readFields,
	readNumbers,
	text,
} from '../../../../lib/inference/onnx/message';

test('what is written is read, whatever its size', () => {
	for (const value of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40 + 5]) {
		const [field] = readFields(number(9, value));
		expect(field).toMatchObject({ number: 9, value });
	}
	const long = 'x'.repeat(40_000);
	const fields = readFields(Buffer.concat([text(1, 'ä'), message(20, [text(1, long)])]));
	expect(fields.map((field) => field.number)).toEqual([1, 20]);
	expect(fields[0].content.toString()).toBe('ä');
	expect(readFields(fields[1].content)[0].content.toString()).toBe(long);
	expect(Buffer.concat(fields.map(({ whole }) => whole))).toHaveLength(40_000 + 4 + 4 + 4 + 1);
});

test('numbers of fixed length are passed over', () => {
	const fixed = Buffer.from([(3 << 3) | 5, 1, 2, 3, 4, (4 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8]);
	const fields = readFields(Buffer.concat([fixed, number(5, 6)]));
	expect(fields.map((field) => [field.number, field.value])).toEqual([
		[3, 0],
		[4, 0],
		[5, 6],
	]);
});

test('a packed list is its numbers', () => {
	expect(readNumbers(Buffer.from([1, 0xac, 0x02, 0]))).toEqual([1, 300, 0]);
});

test.each([
	['cut short', message(1, [Buffer.alloc(9)]).subarray(0, 5)],
	['of an unknown kind', Buffer.from([(1 << 3) | 3])],
	['an endless number', Buffer.from([0x80])],
])('a message that is %s is refused', (_what, broken) => {
	expect(() => readFields(broken)).toThrow();
});
