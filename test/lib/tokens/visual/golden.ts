import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ResolvedModel } from '../../../../lib/models/types';
import { resolveModel } from '../../../../lib/models/resolve';
import { visionRequirement } from '../../../../lib/tokens/visual/requirement';
import { readNpy } from '../../../../lib/tokens/visual/npy';

const fixtures = path.resolve(__dirname, '../../../fixtures');

export const fixturePicture = (name: string): string => path.join(fixtures, 'image', name);
export const fixtureModel = (name: string): string => path.join(fixtures, 'models', name);
export const goldenFile = (name: string): string =>
	path.join(fixtures, 'golden/visual-tokens', name);

/** An array that NumPy wrote. */
export const goldenArray = async (name: string): Promise<Float32Array> =>
	await readNpy(goldenFile(`${name}.npy`));

/** What transformers makes of pictures with the tiny DINO models. */
export const dino = JSON.parse(
	readFileSync(path.join(fixtures, 'golden/dinov2-tiny.json'), 'utf8'),
) as Record<
	string,
	{
		rows: number;
		columns: number;
		prefixTokens: number;
		pictures: Array<{ file: string; tokens: number[][] }>;
	}
>;

export async function visionModel(
	name: string,
	dtype: 'auto' | 'fp32' = 'auto',
): Promise<ResolvedModel> {
	const reference = { mode: 'folder' as const, value: fixtureModel(name) };
	const model = await resolveModel(reference, visionRequirement(reference), { dtype });
	return { ...model, id: `test vision ${name} ${dtype}` };
}

/** The largest difference between two lists of numbers of one length. */
export function largestDifference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
	expect(found).toHaveLength(expected.length);
	return Array.from(found).reduce(
		(most, value, i) => Math.max(most, Math.abs(value - expected[i])),
		0,
	);
}
