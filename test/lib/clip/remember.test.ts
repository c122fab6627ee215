import { Remembered } from '../../../lib/clip/remember';

describe('what is remembered', () => {
	it('is found again, and nothing else', () => {
		const remembered = new Remembered<number>(2);
		remembered.set('a', 0);
		expect(remembered.get('a')).toBe(0);
		expect(remembered.get('b')).toBeUndefined();
	});

	it('makes room by what was not used for the longest time', () => {
		const remembered = new Remembered<number>(2);
		remembered.set('a', 1);
		remembered.set('b', 2);
		remembered.get('a');
		remembered.set('c', 3);
		expect(['a', 'b', 'c'].map((key) => remembered.get(key))).toEqual([1, undefined, 3]);
	});

	it('may be set anew without loss of another', () => {
		const remembered = new Remembered<number>(2);
		remembered.set('a', 1);
		remembered.set('b', 2);
		remembered.set('b', 4);
		expect(['a', 'b'].map((key) => remembered.get(key))).toEqual([1, 4]);
	});
});
