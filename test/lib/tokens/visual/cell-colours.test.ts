import { cellColours } from '../../../../lib/tokens/visual/cell-colours';
import { heatColour } from '../../../../lib/tokens/visual/heat-colours';
import { spread } from '../../../../lib/tokens/visual/spread';
import { goldenArray } from './golden';

const luminance = ([red, green, blue]: number[]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

describe('colours of heat', () => {
	const colours = Array.from({ length: 101 }, (_, i) => heatColour(i / 100));

	it('become lighter all the way', () => {
		const lightness = colours.map(luminance);
		for (let i = 1; i < lightness.length; i++)
			expect(lightness[i]).toBeGreaterThan(lightness[i - 1]);
		expect(lightness[0]).toBeLessThan(40);
		expect(lightness[100]).toBeGreaterThan(220);
	});

	it('change in small steps, within what a screen shows', () => {
		for (const [i, colour] of colours.entries()) {
			for (const value of colour) expect(value >= 0 && value <= 255).toBe(true);
			if (i === 0) continue;
			colour.forEach((value, channel) =>
				expect(Math.abs(value - colours[i - 1][channel])).toBeLessThan(12),
			);
		}
	});
});

describe('spread', () => {
	it('brings values to 0..1 and cuts outliers off', () => {
		const values = [...Array.from({ length: 101 }, (_, i) => i), 1e6];
		const [first, second, ...rest] = spread(values);
		expect([first, second]).toEqual([0, 0]);
		expect(rest.slice(48, 49)[0]).toBeCloseTo(0.5, 1);
		expect(rest.slice(-1)).toEqual([1]);
	});

	it('shows equal values in the middle', () => {
		expect([...spread([3, 3, 3.0000001])]).toEqual([0.5, 0.5, 0.5]);
		expect([...spread([0])]).toEqual([0.5]);
	});
});

describe('colours of tokens', () => {
	it('are hot where tokens are long', () => {
		const colours = cellColours({ data: Float32Array.of(0, 1, 3, 4, 0, 9), dimensions: 2 }, 'norm');
		expect(colours.map(luminance)).toEqual(colours.map(luminance).toSorted((a, b) => a - b));
		expect(colours[0]).toEqual(heatColour(0));
		expect(colours[2]).toEqual(heatColour(1));
	});

	it('are alike where tokens are: a red square stands out from its ground', async () => {
		const data = await goldenArray('clip-shapes-red-square');
		const colours = cellColours({ data, dimensions: 128 }, 'pca');
		const distance = (one: number, other: number) =>
			Math.hypot(...colours[one].map((value, i) => value - colours[other][i]));
		const [corner, otherCorner, middle, otherMiddle] = [0, 63, 27, 28];
		expect(distance(corner, otherCorner)).toBeLessThan(60);
		expect(distance(middle, otherMiddle)).toBeLessThan(60);
		expect(distance(corner, middle)).toBeGreaterThan(150);
	});

	it('are grey where there is one token only', () => {
		const token = { data: Float32Array.of(1, 2), dimensions: 2 };
		expect(cellColours(token, 'pca')).toEqual([[128, 128, 128]]);
		expect(cellColours(token, 'norm')).toEqual([heatColour(0.5)]);
	});
});
