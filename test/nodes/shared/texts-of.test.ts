import { textsOf } from '../../../nodes/shared/texts-of';

it.each<[unknown, string[]]>([
	['a', ['a']],
	[{ one: 'a', two: ['b', { three: 'c' }], four: 4, five: null, six: true }, ['a', 'b', 'c']],
	[null, []],
	[undefined, []],
	[7, []],
])('the texts of %j are %j', (value, texts) => expect(textsOf(value)).toEqual(texts));
