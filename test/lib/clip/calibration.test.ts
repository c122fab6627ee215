/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { fitLine } from '../../../lib/clip/calibration-fit';
import { scoreLabels, similarityProbability } from '../../../lib/clip/scores';
import { readManifest } from '../../../lib/models/manifest';
import { files, jointFiles, load, modelFolder, tinyGolden, withChanged } from './models';

const joint = (name: string) => jointFiles(modelFolder(name));
const towers = (name: string) => files(modelFolder(name));

describe('measured on a joint file', () => {
	it.each([
		['clip-joint-tiny', 'softmax'],
		['chinese-clip-tiny', 'softmax'],
		['siglip-tiny', 'sigmoid'],
	])('%s: scale and bias are those of the weights', async (name, kind) => {
		const { calibration } = await load(joint(name));
		const { scale, bias } = tinyGolden[name];
		expect(calibration).toMatchObject({ kind, source: 'measured' });
		expect(Math.abs(calibration!.scale - scale)).toBeLessThan(1e-3);
		expect(Math.abs(calibration!.bias - bias)).toBeLessThan(1e-3);
	});
});

describe('without a joint file', () => {
	it('a CLIP is taken to end where training holds it', async () => {
		const { calibration } = await load(towers('clip-shapes'));
		expect(calibration).toEqual({ kind: 'softmax', scale: 100, bias: 0, source: 'assumed' });
	});

	it('a SigLIP gives no probability', async () => {
		expect((await load(towers('siglip-tiny'))).calibration).toBeUndefined();
	});

	it('the logarithm in config.json is taken, with the bias a sigmoid needs', async () => {
		const change = (scores: object) => (fields: object) => ({ ...fields, ...scores });
		const read = (scores: object) =>
			withChanged('siglip-tiny', 'config.json', change(scores), (folder) => load(files(folder)));
		const both = await read({ logit_scale: Math.log(112), logit_bias: -16.5 });
		expect(both.calibration).toMatchObject({ kind: 'sigmoid', bias: -16.5, source: 'config' });
		expect(both.calibration!.scale).toBeCloseTo(112, 9);
		expect((await read({ logit_scale: 4.7 })).calibration).toBeUndefined();
	});

	it('a model of the list has its own, also by its repository', async () => {
		const known = readManifest().find(({ logitBias }) => logitBias !== undefined)!;
		const { name, repository, logitScale: scale, logitBias: bias } = known;
		for (const named of [name, `${repository}@main`]) {
			const { calibration } = await load({ ...towers('siglip-tiny'), name: named, id: named });
			expect(calibration).toEqual({ kind: 'sigmoid', scale, bias, source: 'manifest' });
		}
	});
});

it("the user's scale goes before all, and the kept model stays as it is", async () => {
	const user = await load(joint('siglip-tiny'), 20);
	expect(user.calibration).toMatchObject({ kind: 'sigmoid', scale: 20, source: 'user' });
	expect(user.calibration!.bias).toBeCloseTo(tinyGolden['siglip-tiny'].bias, 3);
});

it("the user's scale without a known bias serves to choose among labels alone", async () => {
	const { calibration } = await load(towers('siglip-tiny'), 20);
	expect(calibration).toEqual({ kind: 'softmax', scale: 20, bias: 0, source: 'user' });
	expect(similarityProbability(0.1, calibration)).toBeUndefined();
	const scores = scoreLabels(['a', 'b'], [0.1, 0.2], calibration!).map(({ score }) => score);
	expect(scores[0]).toBeCloseTo(Math.E ** 2 / (Math.E ** 2 + 1), 9);
});

describe('fitLine', () => {
	const on = (scale: number, bias: number, cosines: number[]) =>
		cosines.map((cosine) => ({ cosine, logit: scale * cosine + bias }));

	it('finds a bias also where none is usual', () => {
		const line = fitLine(on(30, 5, [0.1, 0.2, 0.3]), 'softmax')!;
		expect(line.scale).toBeCloseTo(30, 6);
		expect(line.bias).toBeCloseTo(5, 6);
	});

	it.each([
		['scatter', [...on(30, 0, [0.1, 0.2]), { cosine: 0.3, logit: -4 }]],
		['a line that falls', on(-30, 0, [0.1, 0.2, 0.3])],
		['one and the same cosine', on(30, -3, [0.2, 0.2, 0.2])],
		['no numbers', [{ cosine: 0.1, logit: NaN }]],
	])('finds none in %s', (_, pairs) => {
		expect(fitLine(pairs, 'sigmoid')).toBeUndefined();
	});
});
