import { cancelled, defineErrors, type ErrorClass } from '../../../../lib/errors';
import { attemptPolicy } from '../../../../lib/vla/safety/policy-failure';
import { vlaInputError, vlaModelError } from '../../../../lib/vla/errors';

const failure = (errorClass: ErrorClass) =>
	defineErrors(errorClass, { BROKEN: () => 'It is broken. Mend it.' })('BROKEN', {});
const throwing = (error: unknown) => async () => await Promise.reject<string>(error as Error);

it.each<[string, Error]>([
	['the way to it', failure('network')],
	['its server', failure('service')],
	['the engine', failure('engine')],
	['one answer', vlaModelError('POLICY_ANSWER_BROKEN', { file: 'decoder' })],
	['one run', vlaModelError('POLICY_RUN_FAILED', { file: 'decoder', reason: 'none' })],
])('a failure of %s is a reason to hold still, unless it is to fail', async (_, error) => {
	for (const onViolation of ['hold', 'clip'] as const) {
		expect(await attemptPolicy(onViolation, throwing(error))).toEqual({
			ok: false,
			found: [
				{
					code: 'POLICY_FAILED',
					errorCode: (error as Error & { code: string }).code,
					message: error.message,
				},
			],
		});
	}
	await expect(attemptPolicy('fail', throwing(error))).rejects.toBe(error);
});

it.each<[string, unknown]>([
	['an input', vlaInputError('INSTRUCTION_EMPTY', {})],
	['a picture', failure('media')],
	['a model', vlaModelError('STATISTICS_INVALID', { file: 'a', field: 'b' })],
	['a stopped run', cancelled('CANCELLED', {})],
	['the program itself', new TypeError('x is undefined')],
])('a failure of %s stays one', async (_, error) => {
	await expect(attemptPolicy('hold', throwing(error))).rejects.toBe(error);
});

it('brings what goes well', async () => {
	expect(await attemptPolicy('hold', async () => await Promise.resolve(7))).toEqual({
		ok: true,
		result: 7,
	});
});
