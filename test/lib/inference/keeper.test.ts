import { Keeper } from '../../../lib/inference/keeper';

describe('Keeper', () => {
	it('makes a thing once, also for calls at the same time', async () => {
		const keeper = new Keeper();
		const create = jest.fn(async () => ({}));
		const [first, second] = await Promise.all([keeper.keep('a', create), keeper.keep('a', create)]);
		expect(second).toBe(first);
		expect(await keeper.keep('a', create)).toBe(first);
		expect(create).toHaveBeenCalledTimes(1);
	});

	it('keeps different things apart', async () => {
		const keeper = new Keeper();
		expect(await keeper.keep('a', async () => 1)).toBe(1);
		expect(await keeper.keep('b', async () => 2)).toBe(2);
	});

	it('tries again after a failure', async () => {
		const keeper = new Keeper();
		const failing = async () => await Promise.reject(new Error('no'));
		await expect(keeper.keep('a', failing)).rejects.toThrow('no');
		expect(await keeper.keep('a', async () => 1)).toBe(1);
	});
});
