import sharp from 'sharp';
import { METRES_PER_PIXEL, PICTURE_PIXELS, toPicture } from './geometry.mjs';
import { rgb, shapeOf } from './shapes.mjs';

const GRIPPER = `<rect x="86" y="206" width="53" height="19" fill="rgb(70,70,75)"/>
<rect x="88" y="188" width="11" height="25" fill="rgb(95,95,100)"/>
<rect x="126" y="188" width="11" height="25" fill="rgb(95,95,100)"/>`;
/** A hand's motion never shows an end of the wood. */
const WOOD_METRES = 4;

/** What the camera on the hand sees of the table, as SVG: the table passes below, the gripper stays. */
export function viewOf({ wood, grain, objects }, hand) {
	const lines = grain.map(({ y, rise, colour }) => {
		const from = toPicture({ x: -WOOD_METRES, y: y - rise * WOOD_METRES }, hand);
		const to = toPicture({ x: WOOD_METRES, y: y + rise * WOOD_METRES }, hand);
		return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${rgb(colour)}" stroke-width="2"/>`;
	});
	const shapes = objects.map((object) =>
		shapeOf(object, toPicture(object, hand), object.halfWidth / METRES_PER_PIXEL),
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_PIXELS}" height="${PICTURE_PIXELS}" shape-rendering="crispEdges">
<rect width="100%" height="100%" fill="${rgb(wood)}"/>${lines.join('')}${shapes.join('')}${GRIPPER}</svg>`;
}

/** The same as a PNG file's bytes, without an alpha channel. */
export async function photograph(scene, hand) {
	return await sharp(Buffer.from(viewOf(scene, hand)))
		.flatten()
		.png()
		.toBuffer();
}
