import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import {
	fixtureModel,
	mixModels,
	modelIn,
	openHarness,
	runClip,
	shape,
	type Harness,
} from '../../helpers/clip';
import { useFolder } from '../../helpers/media';

const folder = useFolder();
let harness: Harness;
let items: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	items = [await harness.itemFromFile(shape('red-heart'))];
});
afterAll(async () => await harness.close());

async function failureOf(model: object, options = {}) {
	const { error } = await runClip(harness, items, { model, labels: 'red\nblue', options });
	const { message, description } = error ?? {};
	return { code: (error as { type?: string })?.type, message, description };
}

it('tells a model that hears from one that sees', async () => {
	const { code, message } = await failureOf(modelIn(fixtureModel('whisper-micro')));
	expect(code).toMatch(/^MODEL_/);
	expect(message).toMatch(/another kind of model|whisper model/i);
});

it('says that two halves do not belong together', async () => {
	const target = path.join(folder, 'mixed');
	mixModels(target, 'clip-shapes', 'siglip-tiny', ['onnx/text_model.onnx']);
	const { code, message } = await failureOf(modelIn(target), { dtype: 'fp32' });
	expect(code).toMatch(/^CLIP_/);
	expect(message).toMatch(/belong together|Files of two models are mixed/);
});

it('says what to put where when a model is not here and may not be downloaded', async () => {
	const model = { __rl: true, mode: 'list', value: 'clip-vit-large-patch14' };
	const { code, message, description } = await failureOf(model, { offline: true });
	expect(code).toMatch(/OFFLINE/);
	expect(message).toContain('Xenova/clip-vit-large-patch14');
	// n8n shows the message in one paragraph; the files are a list below.
	expect(message).not.toContain('\n');
	const lines = description!.split('<br>');
	expect(lines).toContainEqual(expect.stringMatching(/^- onnx\/vision_model_quantized\.onnx: <a /));
	expect(lines.at(-1)).toBe('Error code: MODEL_OFFLINE');
});

it('names the nearest model for a name that is none', async () => {
	const { code, message } = await failureOf({ __rl: true, mode: 'list', value: 'clip-vit-base' });
	expect(code).toBe('MODEL_NAME_UNKNOWN');
	expect(message).toContain('clip-vit-base-patch');
});
