import { cutWarnings } from '../../../lib/clip/cut-warning';

it.each([
	[[], []],
	[['a b'], ['A text is longer than the model reads (77 tokens) and was cut: "a b"']],
	[
		['x'.repeat(61), 'b'],
		[
			`2 texts are longer than the model reads (77 tokens) and were cut; the first: "${'x'.repeat(60)}..."`,
		],
	],
])('warns of cut texts in one sentence: %p', (texts, expected) => {
	expect(cutWarnings(texts, 77)).toEqual(expected);
});
