import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveModel } from '../../../lib/models/resolve';
import type { ResolveOptions } from '../../../lib/models/types';
import { REPOSITORY } from './fake-hub';
import { failure, IMPATIENT, TOY, useHub } from './toy';

const used = useHub();
const ENCODER = 'onnx/encoder_model_quantized.onnx';
const folder = () => path.join(used.modelsFolder, REPOSITORY, 'main');
const resolve = (options: ResolveOptions = {}) =>
	resolveModel(
		{ mode: 'hub', value: REPOSITORY },
		TOY,
		{ modelsFolder: used.modelsFolder, ...options },
		IMPATIENT,
	);

test('503 and then fine', async () => {
	let answers = 0;
	used.hub.tricks.hub = (_, response) => answers++ < 2 && Boolean(response.writeHead(503).end());
	await expect(resolve()).resolves.toBeDefined();
});

test('503 for ever is given up', async () => {
	used.hub.tricks.hub = (_, response) => Boolean(response.writeHead(503).end());
	expect(await failure(resolve())).toMatchObject({ code: 'DOWNLOAD_SERVER_BUSY' });
	expect(used.hub.seen).toHaveLength(IMPATIENT.attempts);
});

test('an unknown repository (the hub says 401) says name and token', async () => {
	const unknown = resolveModel(
		{ mode: 'hub', value: 'acme/nothing' },
		TOY,
		{ modelsFolder: used.modelsFolder },
		IMPATIENT,
	);
	const error = await failure(unknown);
	expect(error.code).toBe('DOWNLOAD_FORBIDDEN');
	expect(error.message).toMatch(/check the name.*HF_TOKEN/);
	expect(used.hub.seen).toHaveLength(1);
});

test('404 says what to check', async () => {
	used.hub.tricks.hub = (_, response) =>
		Boolean(response.writeHead(404, { 'x-error-message': 'Invalid rev id' }).end());
	const error = await failure(resolve());
	expect(error.code).toBe('DOWNLOAD_NOT_FOUND');
	expect(error.message).toContain('Invalid rev id');
});

test('a page of HTML in place of the listing is named', async () => {
	used.hub.tricks.hub = (_, response) => Boolean(response.end('<html>log in</html>'));
	expect((await failure(resolve())).code).toBe('DOWNLOAD_LISTING_UNREADABLE');
});

test('a listing that breaks off is asked for again, then says where it broke', async () => {
	used.hub.tricks.hub = (_, response) => {
		response.writeHead(200, { 'content-length': 1000 });
		return response.write('{"sha":', () => response.destroy());
	};
	const error = await failure(resolve());
	expect(error.code).toBe('DOWNLOAD_CUT');
	expect(error.message).toMatch(/broke off at 7 bytes/);
	expect(used.hub.seen).toHaveLength(IMPATIENT.attempts);
});

test('a proxy that is no address is named, with how to write one', async () => {
	process.env.HTTPS_PROXY = 'proxy.example:3128';
	try {
		const error = await failure(resolve());
		expect(error.code).toBe('DOWNLOAD_PROXY_INVALID');
		expect(error.message).toMatch(/HTTPS_PROXY.*http:\/\/host:port/);
	} finally {
		delete process.env.HTTPS_PROXY;
	}
});

test('a circle of redirects ends', async () => {
	used.hub.tricks.hub = (request, response) =>
		Boolean(response.writeHead(302, { location: request.url }).end());
	expect((await failure(resolve())).code).toBe('DOWNLOAD_REDIRECTS');
});

test('nobody there', async () => {
	process.env.HF_ENDPOINT = 'http://127.0.0.1:1';
	const error = await failure(resolve());
	expect(error.code).toBe('DOWNLOAD_UNREACHABLE');
	expect(error.message).toContain('ECONNREFUSED');
});

test('a model of another kind is refused before its weights are fetched', async () => {
	used.hub.files['config.json'] = Buffer.from('{"model_type":"moonshine"}');
	const error = await failure(resolve());
	expect(error.code).toBe('MODEL_KIND_MISMATCH');
	expect(used.hub.downloads(ENCODER)).toHaveLength(0);
});

test('a weight format the hub does not have lists those it has', async () => {
	const error = await failure(resolve({ dtype: 'q4f16' }));
	expect(error.code).toBe('MODEL_DTYPE_ABSENT');
	expect(error.details.present).toEqual(['fp32', 'q8']);
});

test('a repository without ONNX files says so', async () => {
	used.hub.files = { 'config.json': Buffer.from('{}'), 'model.safetensors': Buffer.from('x') };
	const error = await failure(resolve());
	expect(error.code).toBe('MODEL_FILES_MISSING');
	expect(error.message).toMatch(/PyTorch.*onnx-community/);
});

test('a models folder that cannot be written is named', async () => {
	const file = path.join(used.modelsFolder, 'file');
	writeFileSync(file, '');
	const error = await failure(resolve({ modelsFolder: path.join(file, 'models') }));
	expect(error.code).toBe('MODEL_FOLDER_NOT_WRITABLE');
	expect(error.message).toContain('MULTIMODAL_MODELS_DIR');
});

(existsSync('/dev/full') ? test : test.skip)('a full disk is named', async () => {
	mkdirSync(path.join(folder(), 'onnx'), { recursive: true });
	symlinkSync('/dev/full', path.join(folder(), `${ENCODER}.part`));
	expect((await failure(resolve())).code).toBe('MODEL_DISK_FULL');
});
