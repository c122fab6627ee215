import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listModels } from '../../../../lib/models/manifest';
import { resolveModel } from '../../../../lib/models/resolve';
import { visionRequirement } from '../../../../lib/tokens/visual/requirement';
import { fixtureModel, visionModel } from './golden';

const modelsFolder = mkdtempSync(path.join(tmpdir(), 'vision-models-'));

afterAll(() => rmSync(modelsFolder, { recursive: true }));

test.each([
	['openvla-tabletop', 'vision_encoder'],
	['clip-shapes', 'vision_model'],
	['siglip-tiny', 'vision_model'],
	['dinov2-tiny', 'model'],
])('of %s the part %s is taken', async (name, part) => {
	const { parts } = await visionModel(name);
	expect(Object.keys(parts)).toEqual([part]);
	expect(parts[part]).toContain(fixtureModel(name));
});

test.each(listModels('vision'))('$name, absent and offline, names its one file', async (model) => {
	const reference = { mode: 'list' as const, value: model.name };
	const error = await resolveModel(reference, visionRequirement(reference), {
		offline: true,
		modelsFolder,
	}).catch((error: unknown) => error);
	const part = model.name.startsWith('siglip') ? 'vision_model' : 'model';
	expect(error).toMatchObject({ code: 'MODEL_OFFLINE' });
	expect((error as Error).message).toContain(`onnx/${part}_quantized.onnx`);
	expect((error as Error).message).not.toContain('vision_encoder');
});

test('a repository of the list asks for the same file', () => {
	const byName = visionRequirement({ mode: 'list', value: 'dinov2-small' });
	expect(visionRequirement({ mode: 'hub', value: 'onnx-community/dinov2-small' })).toEqual(byName);
	expect(visionRequirement({ mode: 'hub', value: 'acme/seer' }).orParts).toHaveLength(2);
});
