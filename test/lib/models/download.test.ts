import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveModel } from '../../../lib/models/resolve';
import type { ResolveOptions } from '../../../lib/models/types';
import { bytes, COMMIT, etagOf, REPOSITORY } from './fake-hub';
import { failure, IMPATIENT, TOY, useHub } from './toy';

const used = useHub();
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const folder = () => path.join(used.modelsFolder, REPOSITORY, 'main');
const onDisk = (file: string) => readFileSync(path.join(folder(), file));
const resolve = (options: ResolveOptions = {}) =>
	resolveModel(
		{ mode: 'hub', value: REPOSITORY },
		TOY,
		{ modelsFolder: used.modelsFolder, ...options },
		IMPATIENT,
	);

test('downloads only what is needed, verified, from one commit', async () => {
	const model = await resolve();
	expect(model.name).toBe(`${REPOSITORY}@main`);
	expect(model.folder).toBe(folder());
	expect(model.dtypes).toEqual({ encoder_model: 'q8', decoder_model_merged: 'q8' });
	expect(model.parts.encoder_model).toBe(path.join(folder(), ENCODER));
	expectWhole(ENCODER);
	const [listing, ...files] = used.hub.seen.filter(({ host }) => host === 'hub');
	expect(listing.url).toContain('/revision/main?blobs=true');
	expect(files.every(({ url }) => url.startsWith(`/${REPOSITORY}/resolve/${COMMIT}/`))).toBe(true);
	expect(readdirSync(path.join(folder(), 'onnx')).sort()).toEqual([
		'decoder_model_merged_quantized.onnx',
		'encoder_model_quantized.onnx',
	]);
	expect(readdirSync(folder()).sort()).toEqual([
		'.multimodal.json',
		'config.json',
		'onnx',
		'tokenizer.json',
	]);
	expect(JSON.parse(onDisk('.multimodal.json').toString())).toMatchObject({
		repository: REPOSITORY,
		revision: 'main',
		commit: COMMIT,
	});
});

test('once there, needs no network', async () => {
	await resolve();
	const requests = used.hub.seen.length;
	await resolve();
	expect(used.hub.seen).toHaveLength(requests);
});

test('external data comes along, and another weight format later stays at the same commit', async () => {
	await resolve();
	used.hub.tricks.hub = (_, response, file) =>
		file.startsWith('/api/') && Boolean(response.writeHead(500).end());
	const model = await resolve({ dtype: 'fp32' });
	expect(model.parts.decoder_model_merged).toBe(
		path.join(folder(), 'onnx/decoder_model_merged.onnx'),
	);
	expect(onDisk('onnx/decoder_model_merged.onnx_data')).toEqual(
		used.hub.files['onnx/decoder_model_merged.onnx_data'],
	);
	expect(onDisk('onnx/decoder_model_merged.onnx_data_1')).toHaveLength(100);
});

test('a file that lost bytes is fetched again, the others are not', async () => {
	await resolve();
	writeFileSync(path.join(folder(), ENCODER), 'short');
	const before = used.hub.downloads().length;
	await resolve();
	expectWhole(ENCODER);
	expect(used.hub.downloads()).toHaveLength(before + 1);
});

test('a body cut in the middle is resumed from where it stopped', async () => {
	cutFirst(1_500_000);
	await resolve();
	const [first, second] = used.hub.downloads(ENCODER);
	expect(first.headers.range).toBeUndefined();
	const start = Number(/^bytes=(\d+)-$/.exec(second.headers.range!)![1]);
	expect(start).toBeGreaterThan(0);
	expect(start).toBeLessThanOrEqual(1_500_000);
	expect(second.headers['if-range']).toMatch(/^"/);
	expectWhole(ENCODER);
});

test('what an earlier run left is continued', async () => {
	leavePartial(used.hub.files[ENCODER].subarray(0, 1_000_000));
	await resolve();
	expect(used.hub.downloads(ENCODER).map(({ headers }) => headers.range)).toEqual([
		'bytes=1000000-',
	]);
	expectWhole(ENCODER);
});

test('an earlier part of another version is thrown away', async () => {
	leavePartial(bytes(1_000_000, 99));
	await resolve();
	expect(used.hub.downloads(ENCODER).map(({ headers }) => headers.range)).toEqual([
		'bytes=1000000-',
		undefined,
	]);
	expectWhole(ENCODER);
});

test('a server that ignores ranges starts over', async () => {
	leavePartial(bytes(1_000_000, 99));
	used.hub.tricks.cdn = (_, response, file) => Boolean(response.end(used.hub.files[file]));
	await resolve();
	expectWhole(ENCODER);
});

test('a connection that stands still is cut and resumed', async () => {
	let stalls = 0;
	used.hub.tricks.cdn = (_, response, file) => {
		if (file !== ENCODER || stalls++ > 0) return false;
		response.writeHead(200, { 'content-length': 3_500_000 });
		return response.write(used.hub.files[file].subarray(0, 1_200_000)) || true;
	};
	await resolve();
	expect(used.hub.downloads(ENCODER)).toHaveLength(2);
	expectWhole(ENCODER);
});

test('a server that always stands still is given up', async () => {
	used.hub.tricks.cdn = () => true;
	const error = await failure(resolve());
	expect(error).toMatchObject({ code: 'DOWNLOAD_STALLED', errorClass: 'network' });
	expect(used.hub.downloads()).toHaveLength(IMPATIENT.attempts);
});

test('many cuts with progress in between do not count as failures in a row', async () => {
	used.hub.files[ENCODER] = bytes(6_400_000, 2);
	used.hub.tricks.cdn = (request, response, file) => {
		const start = Number(/\d+/.exec(request.headers.range ?? '0')![0]);
		if (file !== ENCODER) return false;
		const content = used.hub.files[file];
		const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
		response.writeHead(start ? 206 : 200, { ...range, 'content-length': content.length - start });
		const end = Math.min(start + 1_300_000, content.length);
		response.write(content.subarray(start, end), () => setTimeout(() => response.destroy(), 50));
		return true;
	};
	await resolve();
	expect(used.hub.downloads(ENCODER).length).toBeGreaterThan(IMPATIENT.attempts);
	expectWhole(ENCODER);
});

test.each([
	['fewer', 3_000_000],
	['more', 4_000_000],
])('a server that announces %s bytes than listed is refused', async (_, length) => {
	used.hub.served[ENCODER] = bytes(length, 2);
	const error = await failure(resolve());
	expect(error.code).toBe('DOWNLOAD_WRONG_SIZE');
	expect(error.details).toMatchObject({ expectedBytes: 3_500_000, foundBytes: length });
	expectNoEncoder();
});

test('a server that announces nothing and sends too much is stopped', async () => {
	used.hub.tricks.cdn = (_, response, file) => {
		if (file !== ENCODER) return false;
		response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(bytes(9_000_000, 2));
		return true;
	};
	expect((await failure(resolve())).code).toBe('DOWNLOAD_WRONG_SIZE');
	expectNoEncoder();
});

test('wrong bytes of the right length are refused, and none are kept', async () => {
	used.hub.served[ENCODER] = bytes(3_500_000, 77);
	const error = await failure(resolve());
	expect(error.code).toBe('DOWNLOAD_CHECKSUM');
	expect(used.hub.downloads(ENCODER)).toHaveLength(1);
	expectNoEncoder();
	expect(existsSync(path.join(folder(), `${ENCODER}.part`))).toBe(false);
});

test('wrong bytes of a small file are noticed by its git checksum', async () => {
	used.hub.served['tokenizer.json'] = Buffer.from('{"toy":fals}');
	expect((await failure(resolve())).code).toBe('DOWNLOAD_CHECKSUM');
});

test('a mirror without checksums in its listing is asked for headers', async () => {
	used.hub.listsChecksums = false;
	await resolve();
	expect(used.hub.seen.filter(({ method }) => method === 'HEAD').length).toBeGreaterThan(0);
	used.hub.served[ENCODER] = bytes(3_500_000, 77);
	writeFileSync(path.join(folder(), ENCODER), 'short');
	expect((await failure(resolve())).code).toBe('DOWNLOAD_CHECKSUM');
});

test('the token goes to the hub and never to its store', async () => {
	process.env.HF_TOKEN = 'hf_secret';
	await resolve();
	const hub = used.hub.seen.filter(({ host }) => host === 'hub');
	expect(hub.every(({ headers }) => headers.authorization === 'Bearer hf_secret')).toBe(true);
	expect(used.hub.downloads().length).toBeGreaterThan(0);
	expect(used.hub.downloads().some(({ headers }) => headers.authorization)).toBe(false);
});

test('a token that is given goes before the one of the environment', async () => {
	process.env.HF_TOKEN = 'hf_of_the_environment';
	await resolve({ hubToken: ' hf_given\n' });
	const hub = used.hub.seen.filter(({ host }) => host === 'hub');
	expect(hub.every(({ headers }) => headers.authorization === 'Bearer hf_given')).toBe(true);
	expect(used.hub.downloads().some(({ headers }) => headers.authorization)).toBe(false);
});

test('abort ends a download at once and keeps what came', async () => {
	const abort = new AbortController();
	used.hub.tricks.cdn = (_, response, file) => {
		if (file !== ENCODER) return false;
		response.writeHead(200, { 'content-length': 3_500_000 });
		response.write(used.hub.files[file].subarray(0, 1_200_000), () =>
			setTimeout(() => abort.abort(), 50),
		);
		return true;
	};
	const patient = { ...IMPATIENT, stallTimeoutMs: 60_000 };
	const options = { modelsFolder: used.modelsFolder, signal: abort.signal };
	const error = await failure(
		resolveModel({ mode: 'hub', value: REPOSITORY }, TOY, options, patient),
	);
	expect(error.code).toBe('CANCELLED');
	expectNoEncoder();
	expect(onDisk(`${ENCODER}.part`).length).toBeGreaterThan(0);
	expect(readdirSync(folder())).not.toContain('.multimodal.lock');
});

test('progress counts the whole download', async () => {
	const heard: Array<{ file: string; receivedBytes: number; totalBytes: number }> = [];
	await resolve({ onProgress: (progress) => heard.push(progress) });
	const totalBytes = 24 + 12 + 3_500_000 + 2000;
	expect(heard.at(-1)).toMatchObject({ receivedBytes: totalBytes, totalBytes });
	expect(heard.length).toBeGreaterThan(4);
});

function cutFirst(atBytes: number): void {
	let cuts = 0;
	used.hub.tricks.cdn = (_, response, file) => {
		if (file !== ENCODER || cuts++ > 0) return false;
		const content = used.hub.files[file];
		response.writeHead(200, { etag: etagOf(content), 'content-length': content.length });
		response.write(content.subarray(0, atBytes), () => setTimeout(() => response.destroy(), 50));
		return true;
	};
}

function leavePartial(content: Buffer): void {
	mkdirSync(path.join(folder(), 'onnx'), { recursive: true });
	writeFileSync(path.join(folder(), `${ENCODER}.part`), content);
}

/** Jest's own comparison of megabytes takes seconds. */
function expectWhole(file: string): void {
	expect(onDisk(file).equals(used.hub.files[file])).toBe(true);
}

function expectNoEncoder(): void {
	expect(existsSync(path.join(folder(), ENCODER))).toBe(false);
}
