import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import golden from '../../fixtures/golden/openvla-tabletop.json';
import { decodeImage } from '../../../lib/media/image/decode';
import { TONES } from '../../../lib/vla/picture/look';
import type { Tone } from '../../../lib/vla/picture/types';
import { useFolder } from '../../helpers/media';
import { live, openHarness, runVla, table, type Harness } from '../../helpers/vla';

const folder = useFolder();
let harness: Harness;
beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

async function act(number: number, options: IDataObject) {
	const input = [await harness.itemFromFile(table(number))];
	const { instruction } = golden.cases[number];
	const { items } = await runVla(harness, input, {
		instruction,
		options: live({ annotate: true, ...options }),
	});
	return items[0];
}

/** The place of a colour in the picture that is farthest from where the hand is drawn, in the picture's 224 points. */
async function tipOf({ binary }: Awaited<ReturnType<typeof act>>, tone: Tone, hand = [112, 112]) {
	const file = path.join(folder, 'drawn.png');
	writeFileSync(file, await harness.readBinary(binary!.data));
	const { width, data } = await decodeImage(file, { transparency: 'white' });
	const times = width / 224;
	let tip = { x: NaN, y: NaN, distance: -1 };
	for (let y = 0; y < 224 * times; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 3;
			if (TONES[tone].some((value, channel) => data[at + channel] !== value)) continue;
			const [right, down] = [x / times, y / times];
			const distance = Math.hypot(right - hand[0], down - hand[1]);
			if (distance > tip.distance) tip = { x: right, y: down, distance };
		}
	}
	return tip;
}

it.each([0, 5, 19])(
	'draws an arrow onto what the robot is to go to, on table %d',
	async (number) => {
		const item = await act(number, { cameraView: 'map', handInPicture: '0.5, 0.424' });
		expect(item.binary!.data).toMatchObject({
			fileName: `table_${String(number).padStart(2, '0')}-action.png`,
			mimeType: 'image/png',
		});
		const tip = await tipOf(item, 'go', [112, 95]);
		const [x, y] = golden.cases[number].target_px;
		expect(Math.hypot(tip.x - x, tip.y - y)).toBeLessThan(10);
	},
);

/** The first table's action is left and away as a map has it: x below 0, y above. */
it.each([
	['map', { right: -1, down: -1 }],
	['behind', { right: -1, down: 1 }],
	['front', { right: 1, down: -1 }],
])('draws it as a camera that looks %s sees it', async (cameraView, way) => {
	const tip = await tipOf(await act(0, { cameraView }), 'go');
	expect({ right: Math.sign(tip.x - 112), down: Math.sign(tip.y - 112) }).toEqual(way);
});

it.each<[Tone, IDataObject]>([
	['dry', { dryRun: true }],
	['held', { maxStep: 0.001 }],
	['held', { maxStep: 0.001, dryRun: true }],
	['clipped', { maxStep: 0.01, onViolation: 'clip' }],
])('says by its colour that it is %s', async (tone, options) => {
	const tip = await tipOf(await act(0, { cameraView: 'map', ...options }), tone);
	expect(tip.x).toBeLessThan(112);
	expect(tip.y).toBeLessThan(112);
});

it("leaves a camera's JPEG one", async () => {
	const photograph = path.join(__dirname, '../../fixtures/image/rocket.jpg');
	const { items } = await runVla(harness, [await harness.itemFromFile(photograph)]);
	const { data } = items[0].binary!;
	expect(data).toMatchObject({ fileName: 'rocket-action.jpg', mimeType: 'image/jpeg' });
	const [first, second, third] = await harness.readBinary(data);
	expect([first, second, third]).toEqual([0xff, 0xd8, 0xff]);
});

it('keeps the other files of the item, and the picture itself where none is wanted', async () => {
	const item = await harness.itemFromFile(table(0));
	const other = await harness.itemFromFile(table(1), 'other');
	const input = [{ ...item, binary: { ...item.binary, ...other.binary } }];
	const drawn = await runVla(harness, input);
	expect(Object.keys(drawn.items[0].binary!).sort()).toEqual(['data', 'other']);
	expect(drawn.items[0].binary!.data.fileName).toBe('table_00-action.png');
	const plain = await runVla(harness, input, { options: { annotate: false } });
	expect(plain.items[0].binary!.data.fileName).toBe('table_00.png');
});
