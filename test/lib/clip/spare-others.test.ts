import { sparingOthers } from '../../../lib/clip/spare-others';
import type { ClipOutcome, ImageOutcome } from '../../../lib/clip/types';
import { cancelled, MultimodalError } from '../../../lib/errors';
import { engineError } from '../../../lib/inference/errors';
import type { Progress } from '../../../lib/inference/types';

type Outcome = ClipOutcome<ImageOutcome<string>[]>;

const death = () =>
	engineError('ENGINE_DIED', { exitCode: null, signal: 'SIGSEGV', stderrTail: '' });

function outcome(files: string[]): Outcome {
	return {
		result: files.map((file) => ({ ok: true, result: file.toUpperCase() })),
		backend: { backend: 'native', device: 'cpu', threads: 2 },
		...{ durationMs: 0, embeddedImages: files.length, embeddedTexts: 1, textTokens: 2 },
		warnings: ['a text was cut'],
	};
}

/** An engine that dies on pictures named `bad`. */
function engine(error: () => MultimodalError = death) {
	const calls: string[][] = [];
	const run = (files: string[], tell: (progress: Progress) => void): Promise<Outcome> => {
		calls.push(files);
		tell({ stage: 'looking', fraction: 0.5 });
		if (files.some((file) => file.startsWith('bad'))) return Promise.reject(error());
		return Promise.resolve(outcome(files));
	};
	return { run, calls };
}

describe('a picture that ends the engine', () => {
	it('fails alone, with the coded error', async () => {
		const { run } = engine();
		const { result, ...rest } = await sparingOthers(['a', 'bad', 'c', 'bad 2'], run);
		expect(result).toEqual([
			{ ok: true, result: 'A' },
			{ ok: false, error: expect.objectContaining({ code: 'ENGINE_DIED', class: 'engine' }) },
			{ ok: true, result: 'C' },
			{ ok: false, error: expect.objectContaining({ code: 'ENGINE_DIED' }) },
		]);
		expect(rest).toMatchObject({ embeddedImages: 2, warnings: ['a text was cut'] });
	});

	it('is followed by a call without pictures, so that deaths do not add up', async () => {
		const { run, calls } = engine();
		await sparingOthers(['bad', 'bad 2'], run);
		expect(calls).toEqual([['bad', 'bad 2'], [], ['bad'], [], ['bad 2'], []]);
	});

	it('tells how far the whole is', async () => {
		const { run } = engine();
		const fractions: unknown[] = [];
		await sparingOthers(['bad', 'b'], run, ({ fraction }) => fractions.push(fraction));
		expect(fractions).toEqual([0.5, 0.25, 0.75]);
	});

	it('may be the only one', async () => {
		const { result } = await sparingOthers(['bad'], engine().run);
		expect(result).toEqual([
			{ ok: false, error: expect.objectContaining({ code: 'ENGINE_DIED' }) },
		]);
	});
});

describe('no picture is blamed', () => {
	it('when all goes well: one call', async () => {
		const { run, calls } = engine();
		await sparingOthers(['a', 'b'], run);
		expect(calls).toEqual([['a', 'b']]);
	});

	it.each([
		['a cancel', () => cancelled('CANCELLED', {})],
		['a deadline', () => engineError('TASK_DEADLINE', { deadlineMs: 1000 })],
		['a lack of memory', () => engineError('OUT_OF_MEMORY', { reason: 'x' })],
	])('for %s', async (_, error) => {
		const { run, calls } = engine(error);
		await expect(sparingOthers(['a', 'bad'], run)).rejects.toEqual(error());
		expect(calls).toHaveLength(1);
	});

	it('when the engine dies without pictures too', async () => {
		const calls: string[][] = [];
		const run = (files: string[]) => {
			calls.push(files);
			return Promise.reject(death());
		};
		await expect(sparingOthers(['a', 'b'], run)).rejects.toMatchObject({ code: 'ENGINE_DIED' });
		expect(calls).toEqual([['a', 'b'], []]);
	});
});
