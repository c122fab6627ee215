import { chooseBackend, type Loaders } from '../../../../lib/inference/backends/choose';
import type { Backend, DeviceChoice } from '../../../../lib/inference/types';

const wasm = () => ({ backend: 'wasm', device: 'wasm' }) as Backend;
const broken = () => {
	throw new Error('no build for musl');
};

/** A native library that knows `builtIn` devices, of which `working` open a session. */
function native(builtIn: string[], working: string[]) {
	const create = async (_model: unknown, options: { executionProviders: string[] }) => {
		const [device] = options.executionProviders;
		if (!working.includes(device)) throw new Error(`${device} has no driver`);
		return { run: async () => ({ y: { data: [2] } }), release: async () => {} };
	};
	const library = {
		Tensor: class {},
		InferenceSession: { create },
		listSupportedBackends: () => builtIn.map((name) => ({ name, bundled: true })),
	};
	return () => library as unknown as ReturnType<Loaders['native']>;
}

describe('chooseBackend', () => {
	it.each<[string, DeviceChoice, string[], string[], string]>([
		['the graphics card where it works', 'auto', ['cpu', 'cuda'], ['cpu', 'cuda'], 'cuda'],
		['the processor where the card has no driver', 'auto', ['cpu', 'cuda'], ['cpu'], 'cpu'],
		['the processor where there is no more', 'auto', ['cpu'], ['cpu'], 'cpu'],
		['a device by name', 'webgpu', ['cpu', 'webgpu'], ['cpu', 'webgpu'], 'webgpu'],
		['the processor by name', 'cpu', ['cpu', 'cuda'], ['cpu', 'cuda'], 'cpu'],
	])('takes %s', async (_, device, builtIn, working, expected) => {
		const backend = await chooseBackend(device, { native: native(builtIn, working), wasm });
		expect(backend).toMatchObject({ backend: 'native', device: expected });
	});

	it.each<DeviceChoice>(['auto', 'wasm'])(
		'takes WebAssembly for %s without native',
		async (device) => {
			expect(await chooseBackend(device, { native: broken, wasm })).toMatchObject({
				device: 'wasm',
			});
		},
	);

	it('lists the devices that work, not those that the build names', async () => {
		const loaders = { native: native(['cpu', 'cuda', 'webgpu'], ['cpu', 'webgpu']), wasm };
		await expect(chooseBackend('cuda', loaders)).rejects.toMatchObject({
			code: 'DEVICE_ABSENT',
			details: { present: ['cpu', 'webgpu', 'wasm'], reason: 'cuda has no driver' },
		});
	});

	it('refuses a native device by name without the native library', async () => {
		await expect(chooseBackend('cpu', { native: broken, wasm })).rejects.toMatchObject({
			code: 'DEVICE_ABSENT',
			details: { present: ['wasm'], reason: 'no build for musl' },
		});
	});

	it('loads nothing where no model runs, and says so to who asks for one', async () => {
		const backend = await chooseBackend('none', { native: broken, wasm: broken });
		expect(backend).toMatchObject({ backend: 'none', device: 'none' });
		const coded = expect.objectContaining({ code: 'NO_MODEL_HERE' });
		await expect(backend.createSession('model.onnx')).rejects.toEqual(coded);
		expect(() => backend.Tensor).toThrow(coded);
	});

	it('says why nothing loads at all', async () => {
		await expect(chooseBackend('auto', { native: broken, wasm: broken })).rejects.toMatchObject({
			code: 'BACKEND_ABSENT',
			details: { reasons: ['no build for musl', 'no build for musl'] },
		});
	});
});
