import { renameSync } from 'node:fs';
import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import { createCanvas } from '../../../../lib/media/image/canvas';
import { openImage } from '../../../../lib/media/image/open-image';
import type { RgbImage } from '../../../../lib/media/image/types';
import { writePicture } from '../../../../lib/media/image/write-picture';
import { arrowEnds } from '../../../../lib/vla/picture/arrow';
import { drawActionPicture } from '../../../../lib/vla/picture/client';
import { drawAction } from '../../../../lib/vla/picture/draw';
import { GROUND, TONES } from '../../../../lib/vla/picture/look';
import type { ActionPicture, Tone } from '../../../../lib/vla/picture/types';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { useFolder } from '../../../helpers/media';

const folder = useFolder();
const table = path.join(__dirname, '../../../fixtures/image/table/table_00.png');
afterAll(async () => await shutdownEngines());

const action = (given: Partial<ActionPicture> = {}): ActionPicture => ({
	file: table,
	outFolder: folder,
	arrow: { from: { x: 0.5, y: 0.424 }, right: -0.32, up: 0.46 },
	gauges: ['Z', 'roll', 'pitch', 'yaw'].map((label) => ({ label, value: 0 })),
	grippers: [1],
	tone: 'go',
	lines: ['Within all limits', 'push the blue ball'],
	...given,
});

/** Places of a colour in the rows of a picture, and their middle. */
function placesOf({ width, data }: RgbImage, tone: Tone, from: number, to: number) {
	const [red, green, blue] = TONES[tone];
	const places: Array<{ x: number; y: number }> = [];
	for (let y = from; y < to; y++) {
		for (let x = 0; x < width; x++) {
			const at = (y * width + x) * 3;
			if (data[at] === red && data[at + 1] === green && data[at + 2] === blue)
				places.push({ x, y });
		}
	}
	return places;
}

it('draws the arrow from the hand to where the motion leads', async () => {
	const { file, mimeType } = await drawActionPicture(action());
	expect([path.basename(file), mimeType]).toEqual(['action.png', 'image/png']);
	const drawn = await decodeImage(file, { transparency: 'white' });
	// Three times 224; below it is the panel.
	expect(drawn.width).toBe(672);
	const arrow = placesOf(drawn, 'go', 0, 672);
	const highest = arrow.reduce((best, place) => (place.y < best.y ? place : best));
	const lowest = arrow.reduce((best, place) => (place.y > best.y ? place : best));
	// On the blue ball, and around the place of the hand.
	expect(Math.hypot(highest.x - 3 * 79.2, highest.y - 3 * 52)).toBeLessThan(15);
	expect(Math.hypot(lowest.x - 336, lowest.y - 285)).toBeLessThan(15);
});

it("draws into a camera's JPEG as a JPEG, whatever its name", async () => {
	const photograph = path.join(folder, 'saved');
	await writePicture(createCanvas({ width: 640, height: 360 }, 90), `${photograph}.jpg`);
	renameSync(`${photograph}.jpg`, photograph);
	const { file, mimeType, ...size } = await drawActionPicture(action({ file: photograph }));
	expect(mimeType).toBe('image/jpeg');
	expect((await openImage(file)).format).toBe('jpeg');
	expect(await decodeImage(file, { transparency: 'white' })).toMatchObject(size);
	expect(size.width).toBe(640);
});

it.each([
	['right', { right: 1, up: 0 }, { x: 187, y: 100 }],
	['up', { right: 0, up: 1 }, { x: 100, y: 13 }],
	['left and down', { right: -0.5, up: -0.5 }, { x: 56.5, y: 143.5 }],
])('leads %s as far as the largest motion goes', (_, motion, tip) => {
	const canvas = createCanvas({ width: 200, height: 200 }, 0);
	const ends = arrowEnds({ from: { x: 0.5, y: 0.5 }, ...motion }, canvas);
	expect(ends.start).toEqual({ x: 100, y: 100 });
	expect(ends.tip.x).toBeCloseTo(tip.x, 6);
	expect(ends.tip.y).toBeCloseTo(tip.y, 6);
});

it('grows bars up and down from their middle, and shows no arrow where no hand moves', () => {
	const picture = createCanvas({ width: 600, height: 500 }, 90);
	const gauges = [1, -0.5, 0, null].map((value, n) => ({ label: `J${n + 1}`, value }));
	const drawn = drawAction(picture, action({ arrow: undefined, gauges, tone: 'held' }));
	expect(placesOf(drawn, 'held', 0, 500)).toEqual([]);
	const bars = placesOf(drawn, 'held', 560, drawn.height);
	const inCell = (cell: number) => bars.filter(({ x }) => Math.floor(x / 120) === cell).length;
	expect(inCell(0)).toBeGreaterThan(1.8 * inCell(1));
	expect(inCell(1)).toBeGreaterThan(0);
	expect([inCell(2), inCell(3)]).toEqual([0, 0]);
	// The gripper.
	expect(inCell(4)).toBeGreaterThan(0);
});

it('sets the fingers as far apart as the gripper is open; one that stays has no colour', () => {
	const picture = createCanvas({ width: 600, height: 500 }, 90);
	// In a row below the palm, of which the gripper's column is the whole width.
	const gapOf = (openness: number | null) => {
		const bare = action({ arrow: undefined, gauges: [], grippers: [openness] });
		const drawn = drawAction(picture, bare);
		const xs = placesOf(drawn, 'go', drawn.height - 60, drawn.height - 59).map(({ x }) => x);
		return Math.min(...xs.filter((x) => x >= 300)) - Math.max(...xs.filter((x) => x < 300));
	};
	expect(gapOf(1)).toBeGreaterThan(20);
	expect(gapOf(0.5)).toBeGreaterThan(10);
	expect(gapOf(0.5)).toBeLessThan(gapOf(1));
	expect(gapOf(0)).toBeLessThan(gapOf(0.5));
	expect(gapOf(null)).toBe(Infinity);
});

it.each([
	['a strip', 3000, 40, 1280, 17],
	['a tower', 40, 3000, 480, 1280],
	['one point', 1, 1, 480, 480],
])('shows %s at a readable size', (_, width, height, drawnWidth, pictureHeight) => {
	const drawn = drawAction(createCanvas({ width, height }, 200), action());
	expect(drawn.width).toBe(drawnWidth);
	expect(drawn.height).toBeGreaterThan(pictureHeight + 100);
	expect(drawn.height).toBeLessThan(pictureHeight + 400);
	expect(drawn.data).toHaveLength(drawn.width * drawn.height * 3);
});

it('lays a narrow picture on the ground that the words stand on', () => {
	const { data, width } = drawAction(createCanvas({ width: 40, height: 1000 }, 200), action());
	expect([...data.subarray(0, 3)]).toEqual([...GROUND]);
	expect([...data.subarray((width / 2) * 3, (width / 2) * 3 + 3)]).toEqual([200, 200, 200]);
});

it('leaves the picture that it was given as it is', () => {
	const picture = createCanvas({ width: 600, height: 500 }, 90);
	drawAction(picture, action());
	expect(picture.data.every((value) => value === 90)).toBe(true);
});
