import { parseHubReference } from '../../../lib/models/reference';

test.each([
	['a/b', { repository: 'a/b', revision: 'main' }],
	[' a/b@v1.0 ', { repository: 'a/b', revision: 'v1.0' }],
	['a/b@refs/pr/3', { repository: 'a/b', revision: 'refs/pr/3' }],
	['https://huggingface.co/a/b', { repository: 'a/b', revision: 'main' }],
])('%p is read', (value, expected) => {
	expect(parseHubReference(value)).toEqual(expected);
});

test.each([
	'',
	'a',
	'a/b/c',
	'a/b@',
	'a/b@x@y',
	'../b',
	'a/..',
	'a/b@../../x',
	'a/b@x//y',
	'a b/c',
])('%p is refused with an example', (value) => {
	expect(() => parseHubReference(value)).toThrow(/owner\/repository.*for example/);
});
