/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { classify } from '../../../lib/clip/classify';
import { type ClipModel, loadClip } from '../../../lib/clip/model';
import type { Calibration } from '../../../lib/clip/types';
import type { TaskContext } from '../../../lib/inference/types';
import { makeContext } from '../whisper/support';
import { golden, shapesModel } from './shapes';

const labels = { labels: ['red circle', 'blue square'], templates: ['{label}'] };
const sigmoid: Calibration = { kind: 'sigmoid', scale: 10, bias: -5, source: 'config' };
let context: TaskContext;
let model: ClipModel;

beforeAll(async () => {
	context = await makeContext();
	model = await loadClip(context, shapesModel);
});

function run(of: ClipModel, multiLabel: boolean, set = labels) {
	const pictures = { modelId: shapesModel.id, files: [], transparency: 'white' as const };
	return classify(of, { ...pictures, labels: set, multiLabel }, context);
}

describe('what a model can tell', () => {
	it('by a softmax is a choice among the labels only', async () => {
		const choosing = { ...model, calibration: { ...sigmoid, kind: 'softmax' as const } };
		await expect(run(choosing, true)).rejects.toMatchObject({
			code: 'MULTI_LABEL_UNSUPPORTED',
			errorClass: 'input',
			message: expect.stringMatching(/"clip-shapes" can only choose.*SigLIP/),
		});
		expect(await run(choosing, false)).toMatchObject({ calibration: choosing.calibration });
	});

	it.each([true, false])('by a sigmoid is each label (multi-label: %p)', async (multiLabel) => {
		const outcome = await run({ ...model, calibration: sigmoid }, multiLabel);
		expect(outcome).toMatchObject({ result: [], calibration: sigmoid });
	});

	it('without its numbers is nothing', async () => {
		await expect(run({ ...model, calibration: undefined }, false)).rejects.toMatchObject({
			code: 'CALIBRATION_UNKNOWN',
			errorClass: 'model',
			message: expect.stringContaining('onnx/model.onnx'),
		});
	});
});

describe('labels', () => {
	it('are embedded once for the same list, and each text once for all lists', async () => {
		const set = { labels: ['a', 'b'], templates: ['{label}', 'one {label}'] };
		expect((await run(model, false, set)).embeddedTexts).toBe(4);
		expect((await run(model, false, set)).embeddedTexts).toBe(0);
		const more = { ...set, labels: ['c', 'b'] };
		expect((await run(model, false, more)).embeddedTexts).toBe(2);
	});

	it('that are too long are warned of each time', async () => {
		const set = { labels: ['word '.repeat(100), golden.labels[0]], templates: ['{label}'] };
		const warnings = [expect.stringContaining('(77 tokens) and was cut')];
		expect(await run(model, false, set)).toMatchObject({ warnings });
		expect(await run(model, false, set)).toMatchObject({ warnings, embeddedTexts: 0 });
	});
});
