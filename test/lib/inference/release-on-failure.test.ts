import { releaseOnFailure } from '../../../lib/inference/release-on-failure';
import type { Backend } from '../../../lib/inference/types';

/** Opens what is not called `broken`; `open` tells which files are. */
function fakeBackend() {
	const open = new Set<string>();
	const createSession = async (file: string) => {
		if (file === 'broken') throw new Error('broken');
		open.add(file);
		return { release: async () => void open.delete(file) };
	};
	return { open, backend: { createSession, device: 'cpu' } as unknown as Backend };
}

describe('releaseOnFailure', () => {
	it('leaves open what it made something of', async () => {
		const { open, backend } = fakeBackend();
		const made = await releaseOnFailure(backend, async ({ createSession, device }) => {
			await createSession('one');
			return device;
		});
		expect(made).toBe('cpu');
		expect([...open]).toEqual(['one']);
	});

	it.each([
		['a file does not open', ['one', 'two', 'broken'], 'broken'],
		['what is made of them fails', ['one', 'two'], 'unusable'],
	])('gives all back where %s', async (_, files, reason) => {
		const { open, backend } = fakeBackend();
		const making = releaseOnFailure(backend, async ({ createSession }) => {
			for (const file of files) await createSession(file);
			throw new Error('unusable');
		});
		await expect(making).rejects.toThrow(reason);
		expect(open.size).toBe(0);
	});

	it('tells what failed first, also where giving back fails', async () => {
		const release = async () => await Promise.reject(new Error('stuck'));
		const backend = { createSession: async () => ({ release }) } as unknown as Backend;
		const making = releaseOnFailure(backend, async ({ createSession }) => {
			await createSession('one');
			throw new Error('unusable');
		});
		await expect(making).rejects.toThrow('unusable');
	});
});
