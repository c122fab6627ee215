import type { InferenceSession } from 'onnxruntime-common';
import { engineError } from '../../../lib/inference/errors';
import { runSession } from '../../../lib/inference/run-session';

const toError = (reason: string, cause: unknown) =>
	engineError('ENGINE_START_FAILED', { reason }, cause);
const sessionThat = (run: () => Promise<unknown>) => ({ run }) as unknown as InferenceSession;

describe('runSession', () => {
	it('gives the outputs in the order asked for', async () => {
		const session = sessionThat(async () => ({ a: 1, b: 2, c: 3 }));
		expect(await runSession(session, {}, ['c', 'a'], toError)).toEqual([3, 1]);
	});

	it.each([
		['the first line', new Error('Bad node: Add_1\n at onnxruntime.cc:12'), 'Bad node: Add_1'],
		['what is no Error', 'died', 'died'],
	])("tells the caller's error %s of a failure", async (_, cause, reason) => {
		const session = sessionThat(async () => await Promise.reject(cause));
		await expect(runSession(session, {}, [], toError)).rejects.toMatchObject({
			...{ code: 'ENGINE_START_FAILED', cause, details: { reason } },
		});
	});

	it('calls a lack of memory by its name', async () => {
		const session = sessionThat(async () => await Promise.reject(new Error('std::bad_alloc')));
		await expect(runSession(session, {}, [], toError)).rejects.toMatchObject({
			code: 'OUT_OF_MEMORY',
		});
	});
});
