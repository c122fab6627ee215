import { engineError } from '../../../lib/inference/errors';
import { nameLackOfMemory } from '../../../lib/inference/lack-of-memory';

describe('nameLackOfMemory', () => {
	it.each([
		'Non-zero status code: Failed to allocate memory for requested buffer of size 4294967296',
		'std::bad_alloc',
		'CUDA failure 2: out of memory; GPU=0',
		'Array buffer allocation failed',
		'Aborted(OOM). Build with -sASSERTIONS for more info.',
	])('knows "%s"', (message) => {
		expect(nameLackOfMemory(new Error(message))).toMatchObject({
			code: 'OUT_OF_MEMORY',
			message: expect.stringContaining('Use a smaller model'),
		});
	});

	it('leaves other failures alone', () => {
		const coded = engineError('ENGINE_START_FAILED', { reason: 'out of memory' });
		const others = [new TypeError('x is not a function'), new Error('no room for it'), coded, 7];
		expect(others.map(nameLackOfMemory)).toEqual(others);
	});
});
