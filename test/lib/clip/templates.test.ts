import { checkLabelSet, fillTemplate } from '../../../lib/clip/templates';

const templates = ['a photo of {a} {label}'];

describe('a filled template', () => {
	it.each([
		['a photo of {a} {label}', 'dog', 'a photo of a dog'],
		['a photo of {a} {label}', 'orange cat', 'a photo of an orange cat'],
		['a photo of {a} {label}', 'Apple', 'a photo of an Apple'],
		['{a} big {label}', 'apple', 'a big apple'],
		['{a} old {label} and {a} {label}', 'dog', 'an old dog and a dog'],
		['{label}, {label}', 'x', 'x, x'],
		['{a} "{label}"', 'owl', 'an "owl"'],
		['{a} {label}', 'unicorn', 'a unicorn'],
		['{a} {label}', 'uniform', 'a uniform'],
		['{a} {label}', 'unidentified object', 'an unidentified object'],
		['{a} {label}', 'unimportant thing', 'an unimportant thing'],
		['{a} {label}', 'uninvited guest', 'an uninvited guest'],
		['{a} {label}', 'used car', 'a used car'],
		['{a} {label}', 'usual day', 'a usual day'],
		['{a} {label}', 'usher', 'an usher'],
		['{a} {label}', 'utensil', 'a utensil'],
		['{a} {label}', 'uTTER mess', 'an uTTER mess'],
		['{a} {label}', 'umbrella', 'an umbrella'],
		['{a} {label}', 'UFO', 'a UFO'],
		['{a} {label}', 'European bison', 'a European bison'],
		['{a} {label}', 'one-way street', 'a one-way street'],
		['{a} {label}', 'one eyed cat', 'a one eyed cat'],
		['{a} {label}', 'onerous task', 'an onerous task'],
		['{a} {label}', 'hourglass', 'an hourglass'],
		['{a} {label}', 'honest man', 'an honest man'],
		['{a} {label}', 'heirloom', 'an heirloom'],
		['{a} {label}', 'house', 'a house'],
		['{a} {label}', 'honey jar', 'a honey jar'],
		['{a} {label}', 'éclair', 'an éclair'],
		['{a} {label}', '8-bit game', 'an 8-bit game'],
		['{a} {label}', '11th hour', 'an 11th hour'],
		['{a} {label}', '110 V plug', 'a 110 V plug'],
		['{a} {label}', '猫', 'a 猫'],
		['{a} {label}', '!', 'a !'],
		['{label} {a}', 'dog', 'dog a'],
		// What a label holds is text, not a pattern.
		['{a} {label}', '{a} dog', 'an {a} dog'],
		['{a} {label}', '{label}', 'a {label}'],
		['{a} {label}', "$& $1 $'", "a $& $1 $'"],
	])('%s with %s', (template, label, expected) => {
		expect(fillTemplate(template, label)).toBe(expected);
	});
});

describe('a label set', () => {
	it('is trimmed, without empty labels and repeats, in the given order', () => {
		const set = {
			labels: [' dog', 'cat\r', '', 'dog', '  ', 'Dog'],
			templates: [...templates, ''],
		};
		expect(checkLabelSet(set)).toEqual({ labels: ['dog', 'cat', 'Dog'], templates });
	});

	it.each([
		['LABELS_EMPTY', { labels: [], templates }],
		['LABELS_EMPTY', { labels: ['', ' \t'], templates }],
		['TEMPLATES_EMPTY', { labels: ['a'], templates: [' '] }],
		['TEMPLATE_WITHOUT_LABEL', { labels: ['a'], templates: [...templates, 'a photo'] }],
		['TEMPLATE_WITHOUT_LABEL', { labels: ['a'], templates: ['a photo of {labels}'] }],
		['LABELS_TOO_MANY', { labels: many(50_001), templates }],
		['LABELS_TOO_MANY', { labels: many(25_001), templates: [...templates, '{label}'] }],
	])('with %s is refused', (code, set) => {
		expect(() => checkLabelSet(set)).toThrow(
			expect.objectContaining({ code, errorClass: 'input' }),
		);
	});

	it('may be as large as is said', () => {
		const set = { labels: many(25_000), templates: [...templates, '{label}'] };
		expect(checkLabelSet(set).labels).toHaveLength(25_000);
	});
});

function many(count: number): string[] {
	return Array.from({ length: count }, (_, i) => `label ${i}`);
}
