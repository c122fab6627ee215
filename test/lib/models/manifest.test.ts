import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { embeddedFolder, sileroVadFile } from '../../../lib/models/embedded';
import {
	findManifestModel,
	knownModel,
	listModels,
	readManifest,
} from '../../../lib/models/manifest';
import { parseHubReference } from '../../../lib/models/reference';
import { resolveModel } from '../../../lib/models/resolve';
import { failure } from './toy';

const embedded = readManifest().filter((model) => model.embedded);
const onHub = readManifest().filter((model) => !model.embedded);
const WHISPER = {
	kind: 'whisper',
	parts: ['encoder_model', 'decoder_model_merged'],
	files: ['config.json', 'preprocessor_config.json', 'generation_config.json', 'tokenizer.json'],
};

test.each(embedded)('every file of $name is as pinned, and none is unpinned', (model) => {
	const folder = embeddedFolder(model);
	const pinned = model.files!.map((file) => file.path).sort();
	expect(pinned).toEqual(filesBelow(folder).sort());
	for (const { path: file, sizeBytes, sha256 } of model.files!) {
		const content = readFileSync(path.join(folder, file));
		expect(content).toHaveLength(sizeBytes);
		expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
	}
});

test.each(onHub)('$name names a place on the hub and describes itself', (model) => {
	const { repository, revision } = model;
	expect(parseHubReference(`${repository}@${revision}`)).toEqual({ repository, revision });
	expect(model.downloadBytes).toBeGreaterThan(1_000_000);
	for (const text of [model.languages, model.advice, model.licence]) expect(text).not.toBe('');
	if (model.kind !== 'whisper') return;
	expect(model.wordTimes).toBe(model.name.endsWith('_timestamped'));
});

test('the embedded model comes first in the list of Whisper models', () => {
	expect(listModels('whisper')[0]).toMatchObject({ name: 'whisper-tiny.en', embedded: true });
	expect(listModels('whisper').length).toBeGreaterThan(10);
});

test('CLIP B/32 comes first in the list of CLIP models, and every scale is one that training can end at', () => {
	const models = listModels('clip');
	expect(models.map((model) => model.name)).toEqual([
		'clip-vit-base-patch32',
		'clip-vit-base-patch16',
		'clip-vit-large-patch14',
		'siglip-base-patch16-224',
		'siglip2-base-patch16-224',
		'mobileclip_s0',
		'mobileclip_s2',
	]);
	for (const { name, logitScale, logitBias, dtypes, autoDtypes = dtypes } of models) {
		expect(logitScale).toBeGreaterThanOrEqual(100);
		expect(logitScale).toBeLessThan(120);
		expect(logitBias !== undefined).toBe(name.startsWith('siglip'));
		expect(dtypes).toEqual(expect.arrayContaining(autoDtypes));
	}
});

test.each([
	['clip-vit-base-patch32', 'clip-vit-base-patch32'],
	['Xenova/clip-vit-base-patch32', 'clip-vit-base-patch32'],
	['Xenova/clip-vit-base-patch32@refs/pr/2', 'clip-vit-base-patch32'],
	['acme/clip-vit-base-patch32', undefined],
	['whisper-base', undefined],
	['', undefined],
])('of the name %p, %p is known among CLIP models', (name, known) => {
	expect(knownModel('clip', name)?.name).toBe(known);
});

test('names are unique', () => {
	const names = readManifest().map((model) => model.name);
	expect(new Set(names).size).toBe(names.length);
});

test('an unknown name gets the nearest and all of its kind', async () => {
	const error = await failure(resolveModel({ mode: 'list', value: 'whisper-tiny-en' }, WHISPER));
	expect(error).toMatchObject({ code: 'MODEL_NAME_UNKNOWN' });
	expect(error.message).toContain('Did you mean "whisper-tiny.en"?');
	expect(error.message).toContain('whisper-large-v3-turbo');
	expect(error.message).not.toContain('silero');
});

test('a name of another kind is unknown here', () => {
	expect(() => findManifestModel('silero-vad', 'whisper')).toThrow(/no whisper model/);
});

test('the embedded Whisper resolves without network', async () => {
	const model = await resolveModel({ mode: 'list', value: 'whisper-tiny.en' }, WHISPER);
	expect(model.name).toBe('whisper-tiny.en');
	expect(model.dtypes).toEqual({ encoder_model: 'q8', decoder_model_merged: 'q8' });
	for (const file of Object.values(model.parts)) expect(statSync(file).size).toBeGreaterThan(1e7);
});

test('the embedded detector of speech is a file', () => {
	expect(existsSync(sileroVadFile())).toBe(true);
});

test('a damaged embedded file is named', () => {
	const [model] = embedded;
	const files = [{ ...model.files![0], sizeBytes: 1 }];
	expect(() => embeddedFolder({ ...model, files })).toThrow(/damaged.*Install the package/);
	const absent = [{ path: 'absent.json', sizeBytes: 1, sha256: '' }];
	expect(() => embeddedFolder({ ...model, files: absent })).toThrow(/is missing/);
});

function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'));
}
