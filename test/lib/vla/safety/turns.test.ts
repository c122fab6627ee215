import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { takeTurn } from '../../../../lib/vla/safety/turns';

const TURNS = path.join(__dirname, '../../../../dist/lib/vla/safety/turns.js');
const MINUTE_MS = 60_000;

it('gives one turn, and the next only after the interval', async () => {
	const robot = randomUUID();
	expect(await takeTurn({ robot, minimumIntervalMs: MINUTE_MS })).toEqual({ isGiven: true });
	const next = await takeTurn({ robot, minimumIntervalMs: MINUTE_MS });
	expect(next).toEqual({ isGiven: false, sinceMs: expect.any(Number) });
	expect(await takeTurn({ robot, minimumIntervalMs: 0 })).toEqual({ isGiven: true });
	expect(await takeTurn({ robot: randomUUID(), minimumIntervalMs: MINUTE_MS })).toEqual({
		isGiven: true,
	});
});

it('gives twenty executions at once a single turn', async () => {
	const request = { robot: randomUUID(), minimumIntervalMs: MINUTE_MS };
	const turns = await Promise.all(Array.from({ length: 20 }, async () => await takeTurn(request)));
	expect(turns.filter(({ isGiven }) => isGiven)).toHaveLength(1);
});

it('keeps the interval between processes: queue mode has several workers', async () => {
	const script = `
		const { takeTurn } = require(process.argv[1]);
		(async () => {
			const given = [];
			while (given.length < 3) {
				const before = Date.now();
				const turn = await takeTurn({ robot: process.argv[2], minimumIntervalMs: 100 });
				if (turn.isGiven) given.push([before, Date.now()]);
			}
			process.stdout.write(JSON.stringify(given));
		})();`;
	const argv = ['-e', script, TURNS, randomUUID()];
	const runs = await Promise.all(
		Array.from({ length: 3 }, async () => await promisify(execFile)(process.execPath, argv)),
	);
	const turns = runs.flatMap(({ stdout }) => JSON.parse(stdout) as Array<[number, number]>);
	expect(turns).toHaveLength(9);
	for (const [place, [before, after]] of turns.entries()) {
		for (const [otherBefore, otherAfter] of turns.slice(place + 1)) {
			// Each was taken at some moment between its before and its after.
			const farthestApartMs = Math.max(after, otherAfter) - Math.min(before, otherBefore);
			expect(farthestApartMs).toBeGreaterThanOrEqual(100);
		}
	}
});
