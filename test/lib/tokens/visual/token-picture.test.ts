import { layOverPicture } from '../../../../lib/tokens/visual/token-picture';
import type { Colour } from '../../../../lib/tokens/visual/heat-colours';

const grey = (width: number, height: number) => ({
	width,
	height,
	data: new Uint8Array(width * height * 3).fill(100),
});
const RED: Colour = [255, 0, 0];
const BLUE: Colour = [0, 0, 255];

test('each token colours its part; what is not covered stays as it is', () => {
	const picture = grey(7, 5);
	const grid = { rows: 2, columns: 3 };
	const colours = [RED, BLUE, RED, BLUE, RED, BLUE];
	const { data, ...size } = layOverPicture(picture, grid, { width: 6, height: 4 }, colours);
	expect(size).toEqual({ width: 7, height: 5 });
	const at = (x: number, y: number) => [...data.subarray((y * 7 + x) * 3, (y * 7 + x) * 3 + 3)];
	const red = [193, 40, 40];
	const blue = [40, 40, 193];
	expect([at(0, 0), at(1, 1), at(2, 0), at(3, 1), at(4, 0), at(5, 1)]).toEqual([
		...[red, red, blue, blue, red, red],
	]);
	expect([at(0, 2), at(2, 3), at(5, 3)]).toEqual([blue, red, blue]);
	expect([at(6, 0), at(0, 4)]).toEqual([
		[100, 100, 100],
		[100, 100, 100],
	]);
	expect(picture).toEqual(grey(7, 5));
});
