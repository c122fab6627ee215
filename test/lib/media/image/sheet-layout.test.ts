import { layOutSheet, type SheetPlan } from '../../../../lib/media/image/sheet-layout';
import { MAXIMUM_SHEET_PIXELS, MAXIMUM_SHEET_SIDE_PIXELS } from '../../../../lib/limits';

const plan = (tiles: number, rest: Partial<SheetPlan> = {}): SheetPlan => ({
	captions: Array.from({ length: tiles }, (_, index) => `#${index}`),
	tileWidth: 256,
	proportion: 0.75,
	...rest,
});
const columnsOf = (given: SheetPlan) => {
	const layout = layOutSheet(given);
	const firstTop = layout.pictureBox(0).top;
	return given.captions.filter((_, index) => layout.pictureBox(index).top === firstTop).length;
};

test.each([
	[1, 0.75, 1],
	[2, 0.75, 2],
	[4, 0.75, 2],
	[7, 0.75, 3],
	[9, 0.75, 3],
	[100, 0.75, 11],
	[12, 1.5, 5],
	[12, 0.5, 3],
])('%p tiles of proportion %p stand in %p columns', (tiles, proportion, columns) => {
	expect(columnsOf(plan(tiles, { proportion }))).toBe(columns);
});

test('columns as told, but no more than there are tiles', () => {
	expect(columnsOf(plan(7, { columns: 2 }))).toBe(2);
	expect(columnsOf(plan(7, { columns: 50 }))).toBe(7);
});

test.each([1, 2, 5, 30, 999])('of %p tiles none overlaps another or leaves the sheet', (tiles) => {
	const { size, pictureBox, captionBox } = layOutSheet(plan(tiles));
	for (let index = 0; index < tiles; index++) {
		const picture = pictureBox(index);
		const caption = captionBox(index);
		expect(picture.left).toBeGreaterThan(0);
		expect(picture.top + picture.height).toBeLessThan(caption.top);
		expect(picture.left + picture.width).toBeLessThan(size.width);
		expect(caption.top + caption.height).toBeLessThanOrEqual(size.height);
		const next = pictureBox(index + 1);
		const isBeside = next.top === picture.top;
		if (isBeside) expect(next.left).toBeGreaterThan(picture.left + picture.width);
		else expect(next.top).toBeGreaterThanOrEqual(caption.top + caption.height);
	}
});

test('without a caption no space is left for one', () => {
	const { size, pictureBox } = layOutSheet(plan(1, { captions: [''] }));
	expect(size.height - pictureBox(0).height).toBe(2 * pictureBox(0).top);
});

test.each([
	[5000, undefined],
	[5000, 40],
	[200, 1],
])('%p tiles in %p columns become smaller, and stay within the limits', (tiles, columns) => {
	const { size, pictureBox } = layOutSheet(plan(tiles, { columns }));
	expect(pictureBox(0).width).toBeLessThan(256);
	expect(pictureBox(0).width).toBeGreaterThanOrEqual(48);
	expect(size.width * size.height).toBeLessThanOrEqual(MAXIMUM_SHEET_PIXELS);
	expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(MAXIMUM_SHEET_SIDE_PIXELS);
});

test('a sheet that is too large in any case is refused', () => {
	expect(() => layOutSheet(plan(1000, { columns: 1 }))).toThrow(/1000 pictures in 1 columns/);
	expect(() => layOutSheet(plan(100_000))).toThrow(/100000 pictures do not fit/);
});
