import type { DeviceChoice } from '../../../../lib/inference/types';
import { poolMaker, request, sileroFile, startTask } from '../support';

const makePool = poolMaker();

const runSilero = (device: DeviceChoice) =>
	makePool().run<{ model: string }, number>(
		request('silero', { model: sileroFile }, { engine: { modelId: 'silero', device } }),
	);

describe('both backends', () => {
	it('run the same model to the same result', async () => {
		const native = await runSilero('cpu');
		const wasm = await runSilero('wasm');
		expect(native.backend).toMatchObject({ backend: 'native', device: 'cpu' });
		expect(wasm.backend).toMatchObject({ backend: 'wasm', device: 'wasm' });
		expect(native.output).toBeGreaterThan(0.01);
		expect(wasm.output).toBeCloseTo(native.output, 4);
	});

	it.each(['cpu', 'wasm'] as const)(
		'name a model file that they cannot open (%s)',
		async (device) => {
			const engine = { modelId: 'broken', device };
			await expect(
				makePool().run(request('silero', { model: __filename }, { engine })),
			).rejects.toMatchObject({ code: 'MODEL_UNREADABLE', details: { file: __filename } });
		},
	);
});

describe('a loop of runs', () => {
	it.each(['cpu', 'wasm'] as const)('hears a cancel between two of them (%s)', async (device) => {
		// On a busy machine a run takes long; what is tried here is that it hears, not how soon.
		const pool = makePool({ cancelGraceMs: 60_000 });
		const engine = { modelId: 'silero', device };
		const stop = new AbortController();
		const { signal } = stop;
		const wanted = request('silero-loop', { model: sileroFile }, { engine, signal });
		const { stage, ended } = await startTask(pool, wanted);
		stop.abort();
		await expect(ended).rejects.toMatchObject({ code: 'CANCELLED' });
		const { output: pid } = await pool.run(request('stages', { stages: [] }, { engine }));
		expect(pid).toBe(Number(stage));
	});
});

describe('auto', () => {
	it('runs and says on what', async () => {
		const { output, backend } = await runSilero('auto');
		expect(output).toBeGreaterThan(0.01);
		expect(backend.device).not.toBe('auto');
	});

	it('takes WebAssembly where the native library cannot load', async () => {
		process.env.MULTIMODAL_FORCE_WASM = 'true';
		try {
			expect((await runSilero('auto')).backend.backend).toBe('wasm');
		} finally {
			delete process.env.MULTIMODAL_FORCE_WASM;
		}
	});
});
