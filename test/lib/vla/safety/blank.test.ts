import { readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { measurePicture } from '../../../../lib/media/image/measure-client';
import { findBlankPictures, rememberBlank } from '../../../../lib/vla/safety/blank';
import { isBlank } from '../../../../lib/vla/safety/blank-pixels';
import { looksAtPicture } from '../../../../lib/vla/safety/looking';
import type { Observation, Policy, PolicyAnswer } from '../../../../lib/vla/types';
import { table, TABLE, useScratch } from '../policies/support';

const { write } = useScratch();
const EDGE = 96;
const size = [EDGE, EDGE];
const black = new Uint8Array(EDGE * EDGE * 3);
/** Of a colour, with a camera's noise and, where wanted, an object of so many pixels a side. */
const scene = (colour: number[], noise: number, object = 0) =>
	Uint8Array.from(black, (_, at) => {
		const [x, y] = [Math.floor(at / 3) % EDGE, Math.floor(at / 3 / EDGE)];
		if (x < object && y < object) return 255 - colour[at % 3];
		return Math.min(255, Math.max(0, colour[at % 3] + ((at * 7919) % (2 * noise + 1)) - noise));
	});
const blankOf = (data: Uint8Array) => isBlank({ width: EDGE, height: EDGE, data });

test.each([
	['black', black, true],
	['a lens cap, with noise', scene([4, 3, 5], 6), true],
	['blue, as without a signal', scene([0, 0, 255], 0), true],
	['one dead pixel', scene([0, 0, 0], 2, 1), true],
	['a small object', scene([90, 80, 70], 6, 4), false],
	['half and half', Uint8Array.from(black, (_, at) => (at < black.length / 2 ? 20 : 60)), false],
	['noise all over', Uint8Array.from(black, (_, at) => (at * 7919) % 256), false],
])('%s', (_, data, expected) => {
	expect(blankOf(data)).toBe(expected);
});

test('no picture of the table is blank, a black one beside it is', async () => {
	const pictures = readdirSync(TABLE)
		.filter((file) => file.endsWith('.png'))
		.slice(0, 12)
		.map((file) => ({ file: path.join(TABLE, file), role: 'primary' }));
	expect(await findBlankPictures(pictures)).toEqual([]);
	const found = await findBlankPictures([...pictures, write('wrist', size, black)]);
	expect(found).toMatchObject([{ code: 'BLANK_PICTURE' }]);
});

test('what is known of a picture is not looked up again', async () => {
	const gone = { file: '/nowhere/gone.png', role: 'primary' };
	rememberBlank(gone, true);
	expect(await findBlankPictures([gone])).toMatchObject([{ code: 'BLANK_PICTURE' }]);
});

/** A policy of which each test says how it answers. */
function policyOf(answer: (observation: Observation) => Partial<PolicyAnswer>) {
	const seen: Observation[] = [];
	const policy: Policy = {
		async act(observation) {
			seen.push(observation);
			return {
				actions: [[0]],
				latencyMs: { total: 1, preparation: 0 },
				model: 'test',
				warnings: [],
				...answer(observation),
			};
		},
	};
	return { policy, seen };
}
const observation: Observation = { pictures: [table()], state: [1, 2], capturedAtMs: 5 };
const judge = async (policy: Policy, policyName: string, instruction = 'go') => {
	const answer = await policy.act(observation, instruction);
	const asked = { policy, policyName, observation, instruction, answer };
	return (await looksAtPicture(asked)).found;
};

test('a policy that answers black pictures as it answers real ones is flagged, each time', async () => {
	const { policy, seen } = policyOf(() => ({ actions: [[0.1, 0.2]] }));
	expect(await judge(policy, 'blind')).toMatchObject([{ code: 'NOT_LOOKING' }]);
	expect(await judge(policy, 'blind')).toMatchObject([{ code: 'NOT_LOOKING' }]);
	expect(seen).toHaveLength(4);
});

test('its tokens decide where it tells them', async () => {
	let step = 0;
	const { policy } = policyOf(() => ({ actions: [[++step]], tokens: [[7, 7]] }));
	expect(await judge(policy, 'blind tokens')).toMatchObject([{ code: 'NOT_LOOKING' }]);
});

test('one that looks is asked once for an instruction, with all else unchanged', async () => {
	const { policy, seen } = policyOf(({ pictures }) => ({
		actions: [[pictures[0].file === table().file ? 1 : 0]],
	}));
	expect(await judge(policy, 'seeing')).toEqual([]);
	expect(seen).toHaveLength(2);
	const [, dark] = seen;
	expect(dark).toMatchObject({ state: [1, 2], pictures: [{ role: 'primary' }] });
	expect(dark.capturedAtMs).toBeUndefined();
	expect(await judge(policy, 'seeing')).toEqual([]);
	expect(seen).toHaveLength(3);
	expect(await judge(policy, 'seeing', 'stop')).toEqual([]);
	expect(seen).toHaveLength(5);
});

test('the black picture has the same size, is blank, and is gone afterwards', async () => {
	const blanks: unknown[] = [];
	let file = '';
	const policy: Policy = {
		async act({ pictures }) {
			[{ file }] = pictures;
			blanks.push(...(await findBlankPictures(pictures)));
			const { width, height } = await measurePicture(file);
			blanks.push([width, height]);
			return {
				actions: [[blanks.length]],
				latencyMs: { total: 1, preparation: 0 },
				model: '',
				warnings: [],
			};
		},
	};
	expect(await judge(policy, 'measuring')).toEqual([]);
	const [real, violation, dark] = blanks;
	expect(violation).toMatchObject({ code: 'BLANK_PICTURE' });
	expect(dark).toEqual(real);
	await expect(stat(file)).rejects.toMatchObject({
		code: 'ENOENT',
	});
});
