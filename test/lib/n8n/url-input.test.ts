import { inspect } from 'node:util';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { openUrl } from '../../../lib/n8n/url-input';
import { serve } from '../../helpers/loopback';
import { n8nHttp } from '../../helpers/n8n-http';

const run = { context: n8nHttp(), itemIndex: 0, folder: '' } as unknown as ItemRun;

it('leaves no connection open to a server that refuses', async () => {
	let closed: Promise<void> = Promise.resolve();
	const server = await serve((_, response) => {
		closed = new Promise((resolve) => response.on('close', resolve));
		response.writeHead(404).write('an answer without an end');
	});
	await expect(openUrl(run, `${server.url}/cat.png`)).rejects.toMatchObject({
		code: 'URL_REFUSED',
	});
	await closed;
	await server.close();
});

it('keeps the secret of a signed address out of the whole error', async () => {
	const error = await openUrl(run, 'http://127.0.0.1:1/cat.png?signature=secret').catch(
		(failure: unknown) => failure,
	);
	expect(error).toMatchObject({
		code: 'URL_UNREACHABLE',
		message: expect.stringMatching(/127\.0\.0\.1:1\/cat\.png .*ECONNREFUSED/),
	});
	expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('secret');
});
