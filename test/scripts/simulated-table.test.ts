import { startSimulatedTable, type SimulatedTable } from '../helpers/simulated-table';

let table: SimulatedTable;
beforeAll(async () => (table = await startSimulatedTable()));
afterAll(async () => await table.close());

const PNG = '89504e470d0a1a0a';
const SIZE_AT = 16;

it('draws the same table for a seed, and another for another', async () => {
	const first = await table.reset(7);
	const picture = await table.look();
	const other = await table.reset(8);
	expect((await table.look()).equals(picture)).toBe(false);
	expect(other.objects).not.toEqual(first.objects);
	expect(await table.reset(7)).toEqual(first);
	expect((await table.look()).equals(picture)).toBe(true);
	expect(picture.subarray(0, 8).toString('hex')).toBe(PNG);
	expect([picture.readUInt32BE(SIZE_AT), picture.readUInt32BE(SIZE_AT + 4)]).toEqual([224, 224]);
});

it('names one thing of the table, and never two that are alike', async () => {
	for (let seed = 0; seed < 40; seed++) {
		const { objects, target, instruction } = await table.reset(seed);
		expect(objects.length).toBeGreaterThanOrEqual(2);
		expect(new Set(objects.map(({ colour }) => colour)).size).toBe(objects.length);
		expect(new Set(objects.map(({ kind }) => kind)).size).toBe(objects.length);
		expect(objects).toContainEqual(target);
		expect(instruction).toBe(`move to the ${target.colour} ${target.kind}`);
	}
});

it('moves by what an action says, sees the table move below it, and says when it is there', async () => {
	const { target } = await table.reset(3);
	const before = await table.look();
	const { body } = await table.act({ x: target.x, y: target.y - 0.1, z: -0.05, gripper: 0 });
	expect(body).toMatchObject({ steps: 1, isOver: false, gripper: 0 });
	expect(body.distanceMetres).toBeCloseTo(0.1, 9);
	expect(body.hand.z).toBeCloseTo(0.15, 9);
	expect((await table.look()).equals(before)).toBe(false);
	const { body: there } = await table.act({ x: 0, y: 0.1, z: 0, roll: 0.1, gripper: null });
	expect(there).toMatchObject({ steps: 2, isOver: true, gripper: 0 });
	expect((await table.path()).map(({ gripper }) => gripper)).toEqual([1, 0, 0]);
});

it('does not go through the table', async () => {
	await table.reset(0);
	expect((await table.act({ z: -5 })).body.hand.z).toBe(0);
});

it.each([[{ x: '0.1' }], [{ y: true }], [[0.1, 0, 0]], [{ gripper: 'open' }]])(
	'refuses what is no action and does not move: %j',
	async (action) => {
		const before = await table.reset(1);
		const { status, body } = await table.act(action);
		expect([status, typeof body.error]).toEqual([400, 'string']);
		expect(await table.state()).toEqual(before);
	},
);

it('takes no seed that is none', async () => {
	const before = await table.reset(1);
	const body = JSON.stringify({ seed: -1 });
	const { status } = await fetch(`${table.url}/reset`, { method: 'POST', body });
	expect(status).toBe(400);
	expect(await table.state()).toEqual(before);
});

it('says that it has nothing else', async () => {
	expect((await fetch(`${table.url}/secrets`)).status).toBe(404);
});
