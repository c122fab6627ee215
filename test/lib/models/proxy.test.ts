import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { resolveModel } from '../../../lib/models/resolve';
import { REPOSITORY } from './fake-hub';
import { failure, IMPATIENT, TOY, useHub } from './toy';

const used = useHub();
const asked: string[] = [];
const sockets = new Set<Socket>();
let proxy: Server;

beforeEach(async () => {
	asked.length = 0;
	proxy = createServer();
	proxy.on('connect', (request, socket, head) => {
		asked.push(request.url!);
		// The hub's name exists only behind the proxy.
		const port = Number(request.url!.replace('hub.invalid', '127.0.0.1').split(':')[1]);
		const upstream = connect(port, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.write(head);
			upstream.pipe(socket as Socket).pipe(upstream);
		});
		for (const end of [upstream, socket as Socket]) {
			sockets.add(end);
			end.on('error', () => undefined);
		}
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	process.env.HF_ENDPOINT = used.hub.url.replace('127.0.0.1', 'hub.invalid');
});

afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	await new Promise((resolve) => proxy.close(resolve));
});

const resolve = () =>
	resolveModel(
		{ mode: 'hub', value: REPOSITORY },
		TOY,
		{ modelsFolder: used.modelsFolder },
		IMPATIENT,
	);

test('downloads go through the proxy of the environment', async () => {
	process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	await resolve();
	expect(asked).toContain(new URL(process.env.HF_ENDPOINT!).host);
	expect(asked.some((host) => host.startsWith('127.0.0.1:'))).toBe(true);
});

test('NO_PROXY is honoured', async () => {
	process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	process.env.NO_PROXY = '127.0.0.1,hub.invalid';
	process.env.HF_ENDPOINT = used.hub.url;
	await resolve();
	expect(asked).toEqual([]);
});

test('a proxy that is not there is a failure to reach the hub', async () => {
	process.env.HTTP_PROXY = 'http://127.0.0.1:1';
	expect((await failure(resolve())).code).toBe('DOWNLOAD_UNREACHABLE');
});
