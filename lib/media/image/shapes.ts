/** A place in a picture, pixels from its top left corner. */
export interface Point {
	x: number;
	y: number;
}

/** Distance of a place to a shape's edge, pixels; negative inside. A pixel further, it is one pixel more at most. */
export type Shape = (x: number, y: number) => number;

interface Bounds {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

// Math.hypot takes several times as long, for the sake of numbers larger than a picture has.
const lengthOf = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** A line of a width, with round ends. */
export const line = (from: Point, to: Point, width: number): Shape => {
	const along = { x: to.x - from.x, y: to.y - from.y };
	const squared = along.x ** 2 + along.y ** 2;
	return (x, y) => {
		const share = ((x - from.x) * along.x + (y - from.y) * along.y) / (squared || 1);
		const part = Math.min(1, Math.max(0, share));
		return lengthOf(x - from.x - part * along.x, y - from.y - part * along.y) - width / 2;
	};
};

export const disc = (centre: Point, radius: number): Shape => {
	return (x, y) => lengthOf(x - centre.x, y - centre.y) - radius;
};

export const rectangle = ({ left, top, right, bottom }: Bounds): Shape => {
	return (x, y) => Math.max(left - x, x - right, top - y, y - bottom);
};

/** A triangle, whichever way its corners go round. */
export const triangle = (a: Point, b: Point, c: Point): Shape => {
	const turn = Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) || 1;
	const beyond = (from: Point, to: Point): Shape => {
		const [alongX, alongY] = [to.x - from.x, to.y - from.y];
		const length = lengthOf(alongX, alongY) || 1;
		return (x, y) => (-turn * (alongX * (y - from.y) - alongY * (x - from.x))) / length;
	};
	const [first, second, third] = [beyond(a, b), beyond(b, c), beyond(c, a)];
	return (x, y) => Math.max(first(x, y), second(x, y), third(x, y));
};

/** What belongs to either shape. */
export const union = (one: Shape, other: Shape): Shape => {
	return (x, y) => Math.min(one(x, y), other(x, y));
};

/** A shape made larger all around. */
export const grown = (shape: Shape, by: number): Shape => {
	return (x, y) => shape(x, y) - by;
};
