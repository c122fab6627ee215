import { once } from 'node:events';
import {
	closeSync,
	mkdtempSync,
	openAsBlob,
	openSync,
	readFileSync,
	rmSync,
	truncateSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import { serve, type Loopback } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const fetch = fetchThroughN8n(n8nHttp());

let server: Loopback;
beforeAll(async () => {
	server = await serve((_, response) => response.end('{}'));
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.seen.length = 0;
});

describe('a form', () => {
	it('arrives with its file, byte for byte', async () => {
		const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 31) % 256));
		const form = new FormData();
		form.append('model', 'whisper-1');
		form.append('file', new File([bytes], 'talk.wav', { type: 'audio/wav' }));
		await fetch(server.url, { method: 'POST', body: form });
		const [{ body, headers: sent }] = server.seen;
		expect(sent['content-length']).toBe(String(body.length));
		const type = { 'content-type': sent['content-type']! };
		const read = await new Response(new Uint8Array(body), { headers: type }).formData();
		const file = read.get('file') as File;
		expect(read.get('model')).toBe('whisper-1');
		expect(file).toMatchObject({ name: 'talk.wav', type: 'audio/wav' });
		expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
	});

	it('is sent as often as it is asked for, with any names', async () => {
		const form = new FormData();
		form.append('a "name"', 'é\n');
		form.append('file', new File([await openAsBlob(__filename)], 'öne "two".ts'));
		for (const time of [0, 1]) {
			await fetch(server.url, { method: 'POST', body: form });
			const { body, headers: sent } = server.seen[time];
			const type = { 'content-type': sent['content-type']! };
			const read = await new Response(new Uint8Array(body), { headers: type }).formData();
			expect([...read.keys()]).toEqual(['a "name"', 'file']);
			const file = read.get('file') as File;
			expect(file.name).toBe('öne "two".ts');
			expect(await file.text()).toBe(readFileSync(__filename, 'utf8'));
		}
	});

	it('is sent without its file in memory', async () => {
		const fileBytes = 200 * 2 ** 20;
		const folder = mkdtempSync(path.join(tmpdir(), 'form-'));
		const file = path.join(folder, 'large');
		closeSync(openSync(file, 'w'));
		truncateSync(file, fileBytes);
		let receivedBytes = 0;
		let mostBytes = 0;
		const sink = createServer((request, response) => {
			request.on('data', ({ length }: Buffer) => {
				receivedBytes += length;
				mostBytes = Math.max(mostBytes, process.memoryUsage().arrayBuffers);
			});
			request.on('end', () => response.end('{}'));
		}).listen(0, '127.0.0.1');
		await once(sink, 'listening');
		const form = new FormData();
		form.append('file', new File([await openAsBlob(file)], 'large.wav'));
		const { port } = sink.address() as AddressInfo;
		await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: form });
		sink.closeAllConnections();
		sink.close();
		rmSync(folder, { recursive: true });
		expect(receivedBytes).toBeGreaterThan(fileBytes);
		expect(mostBytes).toBeLessThan(fileBytes);
	});
});
