import { METRES_PER_PIXEL } from './geometry.mjs';
import { rgb, shapeOf } from './shapes.mjs';

/** What is seen of the table from high above, metres from the start of the hand. */
const REACH = { x: 0.25, up: 0.22, down: 0.24 };
const TRAIL = 'rgb(255,255,255)';
const INK = 'rgb(20,20,24)';

/**
 * The whole table from above as SVG of this height, pixels, with the way of the hand so far: `path` holds its places,
 * metres.
 */
export function overviewOf({ wood, grain, objects }, path, height) {
	const scale = height / (REACH.up + REACH.down);
	const width = Math.round(2 * REACH.x * scale);
	const at = ({ x, y }) => ({ x: (x + REACH.x) * scale, y: (REACH.up - y) * scale });
	const lines = grain.map(({ y, rise, colour }) => {
		const from = at({ x: -1, y: y - rise });
		const to = at({ x: 1, y: y + rise });
		return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${rgb(colour)}" stroke-width="${scale * METRES_PER_PIXEL * 2}"/>`;
	});
	const shapes = objects.map((object) => shapeOf(object, at(object), object.halfWidth * scale));
	const places = path.map(at);
	const way = places.map(({ x, y }) => `${x},${y}`).join(' ');
	const trail = `<polyline points="${way}" fill="none" stroke="${INK}" stroke-width="7"/><polyline points="${way}" fill="none" stroke="${TRAIL}" stroke-width="3"/>`;
	const dots = places.map(
		({ x, y }) =>
			`<circle cx="${x}" cy="${y}" r="5" fill="${TRAIL}" stroke="${INK}" stroke-width="2"/>`,
	);
	const hand = places.at(-1);
	const gripper = `<g transform="translate(${hand.x},${hand.y})" stroke="${INK}" stroke-width="2" fill="rgb(95,95,100)"><rect x="-26" y="-16" width="12" height="32"/><rect x="14" y="-16" width="12" height="32"/><path d="M-7,0H7M0,-7V7" stroke="${TRAIL}" stroke-width="3"/></g>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${rgb(wood)}"/>${lines.join('')}${shapes.join('')}${trail}${dots.join('')}${gripper}</svg>`;
}
