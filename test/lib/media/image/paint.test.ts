import { createCanvas } from '../../../../lib/media/image/canvas';
import { colouredCanvas, paint, type Colour } from '../../../../lib/media/image/paint';
import {
	disc,
	grown,
	line,
	rectangle,
	triangle,
	type Shape,
} from '../../../../lib/media/image/shapes';

const RED: Colour = [200, 0, 0];
const SIZE = { width: 40, height: 30 };

/** How much red there is in all, in whole pixels. */
function painted(shape: Shape, opacity?: number): number {
	const image = createCanvas(SIZE, 0);
	paint(image, shape, RED, opacity);
	return image.data.reduce((sum, value) => sum + value, 0) / RED[0];
}

it.each<[string, Shape, number]>([
	['a rectangle', rectangle({ left: 3, top: 4, right: 13, bottom: 24 }), 200],
	['a disc', disc({ x: 20, y: 15 }, 10), 100 * Math.PI],
	['a triangle', triangle({ x: 5, y: 5 }, { x: 35, y: 5 }, { x: 5, y: 25 }), 300],
	['the same one, turned round', triangle({ x: 5, y: 25 }, { x: 35, y: 5 }, { x: 5, y: 5 }), 300],
	['a slanting line', line({ x: 8, y: 6 }, { x: 32, y: 24 }, 4), 120 + 4 * Math.PI],
	['a line without length', line({ x: 8, y: 6 }, { x: 8, y: 6 }, 4), 4 * Math.PI],
	['a disc made larger', grown(disc({ x: 20, y: 15 }, 6), 4), 100 * Math.PI],
])('fills the area of %s', (_, shape, area) => {
	expect(Math.abs(painted(shape) - area)).toBeLessThan(0.02 * area + 0.5);
	expect(Math.abs(painted(shape, 0.5) - area / 2)).toBeLessThan(0.02 * area + 0.5);
});

it('paints a shape that is larger than the picture all over it', () => {
	const { width, height } = SIZE;
	expect(painted(disc({ x: 20, y: 15 }, 100))).toBe(width * height);
});

it.each([
	[1, 1],
	[3, 2],
	[7, 5],
])('a canvas of %d x %d pixels has one colour', (width, height) => {
	const colour: Colour = [1, 2, 3];
	const { data } = colouredCanvas({ width, height }, colour);
	expect([...data]).toEqual(Array.from({ length: width * height }, () => colour).flat());
});

it('leaves away what lies outside the picture', () => {
	expect(painted(rectangle({ left: -9, top: -9, right: 2, bottom: 2 }))).toBe(4);
	expect(painted(disc({ x: -50, y: 500 }, 10))).toBe(0);
});
