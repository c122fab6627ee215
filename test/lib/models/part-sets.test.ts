import { selectFiles } from '../../../lib/models/selection';
import type { DtypeChoice, ModelRequirement } from '../../../lib/models/types';

const FILES = ['config.json', 'tokenizer.json'];
const PAIR_FIRST: ModelRequirement = {
	kind: 'clip',
	parts: ['left', 'right'],
	orParts: [['whole'], ['one', 'two', 'three']],
	files: FILES,
	tellingParts: ['left', 'right'],
};
const WHOLE_FIRST = { ...PAIR_FIRST, parts: ['whole'], orParts: [['left', 'right']] };

const select = (onnx: string[], requirement = PAIR_FIRST, dtype: DtypeChoice = 'auto') =>
	selectFiles([...FILES, ...onnx.map((file) => `onnx/${file}.onnx`)], requirement, dtype, 'toy');
const chosen = (...given: Parameters<typeof select>) =>
	Object.values(select(...given).parts).map((file) => file.replace(/^onnx\/|\.onnx$/g, ''));
const error = (...given: Parameters<typeof select>) => {
	try {
		select(...given);
	} catch (failure) {
		return failure as { code: string; message: string; details: Record<string, unknown> };
	}
	throw new Error('Expected a failure, and there was none.');
};

const BOTH = ['left', 'right', 'whole'];
test.each([
	['the first set', PAIR_FIRST, BOTH, ['left', 'right']],
	['the first set of another order', WHOLE_FIRST, BOTH, ['whole']],
	['the second, the first being incomplete', PAIR_FIRST, ['left', 'whole'], ['whole']],
	['the third', PAIR_FIRST, ['one', 'two', 'three', 'right'], ['one', 'two', 'three']],
])('takes %s', (_, requirement, onnx, expected) => {
	expect(chosen(onnx, requirement)).toEqual(expected);
});

test('an asked weight format that the first set lacks is taken from the next', () => {
	const onnx = ['left', 'right_q4', 'right', 'whole_q4', 'whole'];
	expect(chosen(onnx, PAIR_FIRST, 'q4')).toEqual(['whole_q4']);
	expect(chosen(onnx, PAIR_FIRST, 'fp32')).toEqual(['left', 'right']);
	expect(error(onnx, PAIR_FIRST, 'fp16')).toMatchObject({
		code: 'MODEL_DTYPE_ABSENT',
		details: { part: 'left', present: ['fp32'] },
	});
});

test('auto leaves alone what is spoilt, and takes it only when asked to', () => {
	const careful: ModelRequirement = { ...PAIR_FIRST, autoDtypes: ['fp32', 'fp16'] };
	const onnx = ['left', 'left_quantized', 'right', 'right_quantized'];
	expect(chosen(onnx)).toEqual(['left_quantized', 'right_quantized']);
	expect(chosen(onnx, careful)).toEqual(['left', 'right']);
	expect(chosen(onnx, careful, 'q8')).toEqual(['left_quantized', 'right_quantized']);
	const { message } = error(['left', 'left_quantized', 'right_quantized'], careful);
	expect(message).toContain('Missing: onnx/right.onnx (or, instead');
});

test('what is missing names the set that was meant, and what would do instead', () => {
	const nothing = error([]);
	expect(nothing).toMatchObject({
		code: 'MODEL_FILES_MISSING',
		details: {
			missing: ['onnx/left*.onnx', 'onnx/right*.onnx'],
			instead: [['onnx/whole*.onnx'], ['onnx/one*.onnx', 'onnx/two*.onnx', 'onnx/three*.onnx']],
		},
	});
	expect(nothing.message).toContain(
		'Missing: onnx/left*.onnx, onnx/right*.onnx (or, instead of the ONNX files, onnx/whole*.onnx) (or,',
	);
	expect(error(['two', 'three']).details.missing).toEqual(['onnx/one*.onnx']);
	expect(error(['right'], WHOLE_FIRST).details.missing).toEqual(['onnx/left*.onnx']);
});

test('with a complete set, only the other files are missing', () => {
	const select = () => selectFiles(['onnx/whole.onnx', 'config.json'], PAIR_FIRST, 'auto', 'toy');
	expect(select).toThrow(/Missing: tokenizer\.json\. Found/);
});

test.each([
	[['left', 'right'], true],
	[['left_q4', 'right', 'whole'], true],
	[['left', 'whole'], false],
	[['whole'], false],
])('the files %p tell the kind: %p', (onnx, expected) => {
	expect(select(onnx).tellsKind).toBe(expected);
	expect(select(onnx, WHOLE_FIRST).tellsKind).toBe(expected);
	expect(select(onnx, { ...PAIR_FIRST, tellingParts: undefined }).tellsKind).toBe(false);
});
