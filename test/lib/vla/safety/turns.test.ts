import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { takeTurn } from '../../../../lib/vla/safety/turns';
import { turnsFolder } from '../../../../lib/vla/safety/turns-folder';
import { watchTemporaryFolder } from '../../../helpers/temporary';

const TURNS = path.join(__dirname, '../../../../dist/lib/vla/safety/turns.js');
const MINUTE_MS = 60_000;
watchTemporaryFolder();
const hashOf = (robot: string) => createHash('sha256').update(robot).digest('hex');

it('gives one turn, and the next only after the interval', async () => {
	const robot = randomUUID();
	expect(await takeTurn({ robot, minimumIntervalMs: MINUTE_MS, motionMs: 0 })).toEqual({
		isGiven: true,
	});
	const next = await takeTurn({ robot, minimumIntervalMs: MINUTE_MS, motionMs: 0 });
	expect(next).toEqual({
		isGiven: false,
		sinceMs: expect.any(Number),
		minimumIntervalMs: MINUTE_MS,
	});
	expect(await takeTurn({ robot, minimumIntervalMs: 0, motionMs: 0 })).toEqual({ isGiven: true });
	expect(
		await takeTurn({ robot: randomUUID(), minimumIntervalMs: MINUTE_MS, motionMs: 0 }),
	).toEqual({
		isGiven: true,
	});
});

it('gives none while the motion of the last one goes on, however short the interval', async () => {
	const [robot, other] = [randomUUID(), randomUUID()];
	const chunk = { robot, minimumIntervalMs: 0, motionMs: 200 };
	expect(await takeTurn(chunk)).toEqual({ isGiven: true });
	expect(await takeTurn(chunk)).toMatchObject({ isGiven: false, motionMs: 200 });
	expect(await takeTurn({ ...chunk, robot: other })).toEqual({ isGiven: true });
	await sleep(200);
	expect(await takeTurn(chunk)).toEqual({ isGiven: true });
});

it('gives none where the last turn cannot be read, and says where it is kept', async () => {
	const request = { robot: randomUUID(), minimumIntervalMs: 50, motionMs: 0 };
	const tooMany = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
	const read = jest.spyOn(fs, 'readFile').mockRejectedValueOnce(tooMany);
	const failed = takeTurn(request).finally(() => read.mockRestore());
	await expect(failed).rejects.toMatchObject({ code: 'TURN_NOT_KEPT' });
	await expect(failed).rejects.toThrow(`${turnsFolder()} (EMFILE)`);
	expect(await takeTurn(request)).toEqual({ isGiven: true });
});

it('gives none where its folder cannot be made, in words of its own', async () => {
	const robots = turnsFolder();
	rmSync(robots, { recursive: true, force: true });
	writeFileSync(robots, 'no folder');
	const request = { robot: randomUUID(), minimumIntervalMs: 50, motionMs: 0 };
	await expect(takeTurn(request)).rejects.toMatchObject({ code: 'TURN_NOT_KEPT' });
	rmSync(robots);
	expect(await takeTurn(request)).toEqual({ isGiven: true });
});

(process.platform === 'win32' ? it.skip : it)(
	'keeps no turns in a folder that somebody else made',
	async () => {
		const others = jest.spyOn(process, 'getuid').mockReturnValue(process.getuid!() + 1);
		try {
			const request = { robot: randomUUID(), minimumIntervalMs: 50, motionMs: 0 };
			await expect(takeTurn(request)).rejects.toMatchObject({ code: 'TURNS_FOLDER_FOREIGN' });
		} finally {
			others.mockRestore();
		}
	},
);

it('forgets robots that have not moved for long, and no other', async () => {
	const [gone, resting] = [randomUUID(), randomUUID()];
	const turn = { minimumIntervalMs: 0, motionMs: 0 };
	for (const robot of [gone, resting]) await takeTurn({ ...turn, robot });
	const monthAgo = new Date(Date.now() - 31 * 24 * 60 * MINUTE_MS);
	utimesSync(path.join(turnsFolder(), hashOf(gone)), monthAgo, monthAgo);
	const later = Date.now() + 61 * MINUTE_MS;
	const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
	await takeTurn({ ...turn, robot: resting }).finally(() => clock.mockRestore());
	const names = readdirSync(turnsFolder());
	expect([names.includes(hashOf(gone)), names.includes(hashOf(resting))]).toEqual([false, true]);
});

it('gives twenty executions at once a single turn', async () => {
	const request = { robot: randomUUID(), minimumIntervalMs: MINUTE_MS, motionMs: 0 };
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
				const turn = await takeTurn({ robot: process.argv[2], minimumIntervalMs: 100, motionMs: 0 });
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
