import { namesIn } from '../../../nodes/ImageToTokens/names-in';

it.each<[unknown, RegExp | undefined, string[]]>([
	['data, second', undefined, ['data', 'second']],
	['data\n\n second ,', undefined, ['data', 'second']],
	['/pictures/a, b.png\n/c.png', /\n/, ['/pictures/a, b.png', '/c.png']],
	[['one ', '', 2], undefined, ['one', '2']],
	['', undefined, []],
	[undefined, undefined, []],
	[null, /\n/, []],
])('%p between %p is %p', (found, separator, names) => {
	expect(namesIn(found, separator)).toEqual(names);
});
