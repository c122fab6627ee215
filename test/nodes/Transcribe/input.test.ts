import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { serve, type Loopback } from '../../helpers/loopback';
import { useFolder } from '../../helpers/media';
import { openHarness, recording, runTranscribe, type Harness } from '../../helpers/transcribe';

const JFK_SECONDS = 11;
const allowed = useAllowedFolder();
const outside = useFolder();
let harness: Harness;

beforeAll(async () => {
	writeFileSync(path.join(allowed, 'jfk.flac'), readFileSync(recording('jfk.flac')));
	writeFileSync(path.join(outside, 'jfk.flac'), readFileSync(recording('jfk.flac')));
	symlinkSync(path.join(outside, 'jfk.flac'), path.join(allowed, 'link.flac'));
	mkdirSync(path.join(allowed, 'folder'));
	harness = await openHarness();
});
afterAll(async () => await harness.close());

/** The json of the one item that comes out, failed or not. */
async function only(
	items: INodeExecutionData[],
	parameters: IDataObject,
	settings?: IDataObject,
): Promise<IDataObject> {
	const node = { onError: 'continueRegularOutput' as const };
	const { outputs } = await runTranscribe(harness, items, parameters, { node, settings });
	expect(outputs[0]).toHaveLength(1);
	return outputs[0][0].json;
}

const failure = (code: string, message: RegExp) => ({
	error: expect.stringMatching(message),
	details: expect.objectContaining({ code }),
});

describe('a binary field', () => {
	it("is read from n8n's storage by its id", async () => {
		const item = await harness.itemFromFile(recording('jfk.flac'));
		expect(item.binary!.data.id).toMatch(/^filesystem/);
		expect((await only([item], {})).duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('is read from the item itself where it has no id, as raw webhook bodies have none', async () => {
		const data = readFileSync(recording('jfk.flac')).toString('base64');
		const item = { json: {}, binary: { data: { data, mimeType: 'audio/flac' } } };
		expect((await only([item], {})).duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('may have another name, by an expression too', async () => {
		const item = await harness.itemFromFile(recording('jfk.flac'), 'voice');
		item.json.field = 'voice';
		const json = await only([item], { binaryPropertyName: '={{ $json.field }}' });
		expect(json.duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('is found by its path in combined mode', async () => {
		const { binary } = await harness.itemFromFile(recording('jfk.flac'));
		const item = { json: { _files: { data: binary!.data } } } as unknown as INodeExecutionData;
		const json = await only(
			[item],
			{ binaryPropertyName: '_files.data' },
			{ binaryMode: 'combined' },
		);
		expect(json.duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('that is missing is named, with those that are there', async () => {
		const item = await harness.itemFromFile(recording('jfk.flac'), 'voice');
		expect(await only([item], {})).toEqual(
			failure('MISSING_BINARY', /"data".*It has files in: voice/),
		);
		expect(await only([{ json: {} }], {})).toEqual(failure('MISSING_BINARY', /no file at all/));
	});

	it('whose file is gone says so', async () => {
		const item = await harness.itemFromFile(recording('jfk.flac'));
		item.binary!.data.id = `${item.binary!.data.id}0`;
		expect(await only([item], {})).toEqual(failure('UNREADABLE_BINARY', /cannot be read back/));
	});
});

describe('a file path', () => {
	const byPath = async (filePath: string) =>
		await only([{ json: {} }], { inputSource: 'path', filePath });

	it('in an allowed folder is read', async () => {
		expect((await byPath(path.join(allowed, 'jfk.flac'))).duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('outside the allowed folders is refused, through a link or dots too', async () => {
		const blocked = failure('FILE_BLOCKED', /N8N_RESTRICT_FILE_ACCESS_TO/);
		expect(await byPath(path.join(outside, 'jfk.flac'))).toEqual(blocked);
		expect(await byPath(path.join(allowed, 'link.flac'))).toEqual(blocked);
		expect(await byPath(`${allowed}/../${path.basename(outside)}/jfk.flac`)).toEqual(blocked);
		expect(await byPath(path.join(outside, 'no-such.flac'))).toEqual(blocked);
	});

	it('that leads nowhere, to a folder, or is empty, says so', async () => {
		const missing = failure('FILE_NOT_FOUND', /no file at/);
		expect(await byPath(path.join(allowed, 'no-such.flac'))).toEqual(missing);
		expect(await byPath(path.join(allowed, 'folder'))).toEqual(
			failure('PATH_IS_FOLDER', /a folder/),
		);
		expect(await byPath('  ')).toEqual(failure('EMPTY_PATH', /empty/));
	});
});

describe('a URL', () => {
	let server: Loopback;
	let base: string;
	const routes: Record<string, Parameters<typeof serve>[0]> = {
		'/a%20b.flac': (_request, response) => response.end(readFileSync(recording('jfk.flac'))),
		'/moved': (_request, response) => response.writeHead(302, { location: '/a%20b.flac' }).end(),
		'/locked': (_request, response) => response.writeHead(401).end('no'),
		'/cut': (_request, response) => {
			response.writeHead(200, { 'content-length': '1000000' });
			response.write(Buffer.alloc(1000), () => response.destroy());
		},
	};

	beforeAll(async () => {
		server = await serve((request, response) => {
			const route = routes[request.url.split('?')[0]];
			if (route) route(request, response);
			else response.writeHead(404).end();
		});
		base = server.url;
	});

	afterAll(async () => await server.close());

	const byUrl = async (url: string) => await only([{ json: {} }], { inputSource: 'url', url });

	it('is downloaded, and names the files made from it', async () => {
		const parameters = {
			inputSource: 'url',
			url: `${base}/a%20b.flac`,
			options: { outputFormats: ['txt'] },
		};
		const { outputs } = await runTranscribe(harness, [{ json: {} }], parameters);
		expect(outputs[0][0].json.duration).toBeCloseTo(JFK_SECONDS, 1);
		expect(outputs[0][0].binary!.txt.fileName).toBe('a b.txt');
	});

	it('is followed where it leads', async () => {
		expect((await byUrl(`${base}/moved`)).duration).toBeCloseTo(JFK_SECONDS, 1);
	});

	it('that is refused gives the status and what to do, and keeps the query to itself', async () => {
		const missing = await byUrl(`${base}/none.mp3?token=secret`);
		expect(missing).toEqual(failure('URL_REFUSED', /answered 404.*browser/));
		expect(JSON.stringify(missing)).not.toContain('secret');
		expect(await byUrl(`${base}/locked`)).toEqual(failure('URL_REFUSED', /401.*login/));
	});

	it('that breaks off, or answers not at all, says so', async () => {
		expect(await byUrl(`${base}/cut`)).toEqual(failure('INPUT_INTERRUPTED', /./));
		expect(await byUrl('http://127.0.0.1:1/x.mp3')).toEqual(
			failure('URL_UNREACHABLE', /ECONNREFUSED/),
		);
	});

	it.each(['file:///etc/hostname', 'ftp://127.0.0.1/x', 'interview.mp3', '={{ "" }}'])(
		'like "%s" is not a web address',
		async (url) => {
			expect(await byUrl(url)).toEqual(failure('INVALID_URL', /http:\/\/ or https:\/\//));
		},
	);
});
