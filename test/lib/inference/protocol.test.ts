import { parseOrder, parseReply } from '../../../lib/inference/protocol';

const error = { class: 'engine', code: 'X', message: 'x' };
const backend = { backend: 'wasm', device: 'wasm', threads: 2 };

describe('parseOrder', () => {
	it.each([
		{ type: 'cancel', id: '1' },
		{ type: 'run', id: '1', taskModule: '/t.js', temporaryFolder: '/f', input: { a: 1 } },
	])('takes %j', (order) => {
		expect(parseOrder(order)).toEqual(order);
	});

	it.each([
		undefined,
		null,
		'run',
		{},
		{ type: 'cancel' },
		{ type: 'stop', id: '1' },
		{ type: 'run', id: '1', taskModule: 1, temporaryFolder: '/f' },
		{ type: 'run', id: '1', taskModule: '/t.js' },
	])('drops %j', (raw) => {
		expect(parseOrder(raw)).toBeUndefined();
	});
});

describe('parseReply', () => {
	it.each([
		{ type: 'ready', backend },
		{ type: 'startFailure', error },
		{ type: 'progress', id: '1', progress: { stage: 'decode', fraction: 0.5 } },
		{ type: 'progress', id: '1', progress: { stage: 'decode' } },
		{ type: 'result', id: '1', residentBytes: 1, parcel: { json: 'null' } },
		{ type: 'result', id: '1', residentBytes: 1, parcel: { fileName: 'r.json' } },
		{ type: 'failure', id: '1', residentBytes: 1, error },
	])('takes %j', (reply) => {
		expect(parseReply(reply)).toEqual(reply);
	});

	it.each([
		undefined,
		'ready',
		{ type: 'ready', backend: { ...backend, backend: 'python' } },
		{ type: 'ready', backend: { ...backend, threads: '2' } },
		{ type: 'startFailure', error: { code: 'X' } },
		{ type: 'progress', progress: { stage: 'x' } },
		{ type: 'progress', id: '1', progress: { stage: 'x', fraction: 'half' } },
		{ type: 'result', id: '1', parcel: { json: '1' } },
		{ type: 'result', id: '1', residentBytes: 1, parcel: {} },
		{ type: 'failure', id: '1', residentBytes: 1, error: 'x' },
		{ type: 'other', id: '1', residentBytes: 1 },
	])('drops %j', (raw) => {
		expect(parseReply(raw)).toBeUndefined();
	});
});
