import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import example from '../../../examples/vla-loop.json';
import { openHarness, type Harness } from '../../../scripts/lib/harness';
import { EXAMPLE_ADDRESS } from '../../../scripts/sim/address';
import { standIns } from '../../../scripts/sim/n8n-stand-ins';
import { startSimulatedTable, type SimulatedTable } from '../../helpers/simulated-table';
import { watchTemporaryFolder } from '../../helpers/temporary';

// When robots were last moved is kept there.
watchTemporaryFolder();

const folder = path.join(__dirname, '../../fixtures/models/openvla-tabletop');
const model = { __rl: true, mode: 'folder', value: folder };
/** Without the pictures that one test looks at; on machines of any speed, however many loops run on it. */
const QUICK = { annotate: false, minimumInterval: 0, periodSeconds: 0.001, maximumAge: 600 };
const MOST_STEPS = 20;

let table: SimulatedTable;
let harness: Harness;
beforeAll(async () => {
	table = await startSimulatedTable();
	harness = await openHarness({ standIns });
});
afterAll(async () => {
	await harness?.close();
	await table?.close();
});

/** The example with this simulation, the fixture's policy, and options changed. */
function workflow(options: IDataObject = {}) {
	const here = JSON.parse(
		JSON.stringify(example).replaceAll(EXAMPLE_ADDRESS, table.url),
	) as typeof example;
	const nodes = here.nodes.map((node) =>
		node.name === 'VLA Action'
			? {
					...node,
					parameters: {
						...node.parameters,
						model,
						options: { ...(node.parameters.options as IDataObject), ...options },
					},
				}
			: node,
	);
	return { ...here, nodes };
}

async function loop(asked: { seed: number; thing?: number }, options?: IDataObject) {
	const result = await harness.run(workflow(options), { items: [{ json: asked }] });
	expect(result.error).toBeUndefined();
	return {
		...result,
		decisions: result.itemsOf('VLA Action').map(({ json }) => json),
		state: await table.state(),
		path: await table.path(),
	};
}

describe('the loop of looking, deciding and moving', () => {
	it.each([0, 1, 2, 3])('ends over the thing that was named, table %i', async (seed) => {
		const { state, decisions, lastItems, path: way } = await loop({ seed }, QUICK);
		expect(state).toMatchObject({ seed, isOver: true, steps: decisions.length });
		expect(lastItems.map(({ json }) => json)).toEqual([state]);
		expect(decisions.length).toBeLessThan(MOST_STEPS);
		for (const decision of decisions) {
			expect(decision).toMatchObject({
				...{ safe: true, held: false, clipped: false, dryRun: false, reasons: [] },
				...{ engine: 'local', instruction: state.instruction },
			});
		}
		// The hand went exactly where it was told to.
		decisions.forEach(({ action }, step) => {
			const { x, y } = action as { x: number; y: number };
			expect(way[step + 1].x - way[step].x).toBeCloseTo(x, 9);
			expect(way[step + 1].y - way[step].y).toBeCloseTo(y, 9);
		});
	});

	it('comes to each thing of the same table by other words alone', async () => {
		const { objects } = await table.reset(3);
		for (const [thing, { colour, kind }] of objects.entries()) {
			const { state } = await loop({ seed: 3, thing }, QUICK);
			expect(state).toMatchObject({ isOver: true, instruction: `move to the ${colour} ${kind}` });
		}
	});

	it('shows each step as a picture', async () => {
		const result = await loop({ seed: 6 });
		for (const { binary } of result.itemsOf('VLA Action')) {
			const picture = await harness.readBinary(binary!.data);
			expect(picture.subarray(1, 4).toString()).toBe('PNG');
		}
	});

	it('goes on with smaller steps where a step may not be so large', async () => {
		const limits = { maxStep: 0.01, onViolation: 'clip' };
		const clipped = await loop({ seed: 4 }, { ...QUICK, ...limits });
		expect(clipped.decisions[0]).toMatchObject({
			...{ clipped: true, safe: false, held: false },
			reasons: ['x', 'y'].map((axis) => ({ code: 'STEP_TOO_LARGE', axis })),
		});
		expect(clipped.state.isOver).toBe(true);
		for (const { action } of clipped.decisions) {
			const { x, y } = action as { x: number; y: number };
			expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(0.01);
		}
	});

	it('leaves the robot where it is in a dry run, and ends', async () => {
		const { state, decisions, path: way } = await loop({ seed: 5 }, { ...QUICK, dryRun: true });
		expect(state).toMatchObject({ isOver: false, steps: MOST_STEPS });
		expect(way.every(({ x, y, gripper }) => x === 0 && y === 0 && gripper === 1)).toBe(true);
		expect(decisions.every(({ proposed }) => (proposed as IDataObject).x !== 0)).toBe(true);
	});

	it('keeps the least time between two actions, holding all that come too soon', async () => {
		const limits = { minimumInterval: 600_000, robotName: randomUUID() };
		const { decisions, path: way } = await loop({ seed: 1 }, { ...QUICK, ...limits });
		const codes = decisions.map(({ reasons }) =>
			(reasons as IDataObject[]).map(({ code }) => code),
		);
		expect(codes).toEqual([[], ...Array(MOST_STEPS - 1).fill(['TOO_SOON'])]);
		expect(decisions.map(({ held }) => held)).toEqual(codes.map(({ length }) => length > 0));
		const places = new Set(way.map(({ x, y }) => `${x} ${y}`));
		expect(places.size).toBe(2);
	});
});
