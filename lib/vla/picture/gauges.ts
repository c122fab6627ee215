import { lineDots } from '../../media/image/caption';
import { glyphsOf, writable } from '../../media/image/glyphs';
import { paint, write, type Colour } from '../../media/image/paint';
import { rectangle } from '../../media/image/shapes';
import type { RgbImage } from '../../media/image/types';
import { FAINT, INK, TRACK } from './look';
import type { Gauge } from './types';

/** Height of a row of gauges with its labels, in dots. */
export const GAUGE_DOTS = 50;

const BAR_DOTS = 36;
const BAR_WIDTH_DOTS = 8;
/** Of a bar or gripper with its label. */
const CELL_DOTS = 38;

/** Pixels of a dot: `largest`, or as many as let so many gauges stand side by side. */
export function gaugeDot(width: number, gauges: number, largest: number): number {
	return Math.max(1, Math.min(largest, Math.floor(width / (gauges * CELL_DOTS))));
}

interface Row {
	/** Pixels from the top. */
	top: number;
	/** Pixels of a dot. */
	dot: number;
	colour: Colour;
}

/** Draws bars that grow up or down from their middle, and behind them the grippers, side by side. */
export function drawGauges(
	image: RgbImage,
	{ gauges, grippers }: { gauges: Gauge[]; grippers: Array<number | null> },
	row: Row,
): void {
	const cells = gauges.length + grippers.length;
	const centre = (cell: number) => ((cell + 0.5) * image.width) / cells;
	gauges.forEach((gauge, cell) => drawBar(image, gauge, centre(cell), row));
	grippers.forEach((openness, n) => drawGripper(image, openness, centre(gauges.length + n), row));
}

function drawBar(image: RgbImage, { label, value }: Gauge, x: number, row: Row): void {
	const { top, dot, colour } = row;
	const half = (BAR_WIDTH_DOTS * dot) / 2;
	const middle = top + (BAR_DOTS * dot) / 2;
	const sides = { left: x - half, right: x + half };
	paint(image, rectangle({ ...sides, top, bottom: top + BAR_DOTS * dot }), TRACK);
	const end = middle - ((value ?? 0) * BAR_DOTS * dot) / 2;
	const filled = { top: Math.min(middle, end), bottom: Math.max(middle, end) };
	paint(image, rectangle({ ...sides, ...filled }), colour);
	const zero = { left: x - half - 2 * dot, right: x + half + 2 * dot };
	paint(image, rectangle({ ...zero, top: middle - dot / 2, bottom: middle + dot / 2 }), INK);
	drawLabel(image, value === null ? `${label}?` : label, x, row);
}

/** Two fingers, as far apart as the gripper is open. */
function drawGripper(image: RgbImage, openness: number | null, x: number, row: Row): void {
	const { top, dot, colour } = row;
	const gap = (openness ?? 0.5) * 10 * dot;
	const ink = openness === null ? FAINT : colour;
	const palm = {
		left: x - 11 * dot,
		right: x + 11 * dot,
		top: top + 4 * dot,
		bottom: top + 10 * dot,
	};
	paint(image, rectangle(palm), ink);
	for (const side of [-1, 1]) {
		const inner = x + (side * gap) / 2 + side * dot;
		const [left, right] = [inner, inner + side * 4 * dot].sort((a, b) => a - b);
		paint(image, rectangle({ left, right, top: palm.bottom, bottom: top + 32 * dot }), ink);
	}
	drawLabel(image, inWord(openness), x, row);
}

function inWord(openness: number | null): string {
	if (openness === null) return 'AS IS';
	if (openness > 0.95) return 'OPEN';
	return openness < 0.05 ? 'CLOSED' : `${Math.round(openness * 100)}%`;
}

function drawLabel(image: RgbImage, label: string, x: number, { top, dot }: Row): void {
	const glyphs = glyphsOf(writable(label));
	const at = { x: x - (lineDots(glyphs) * dot) / 2, y: top + (BAR_DOTS + 4) * dot };
	write(image, glyphs, { at, dot, colour: FAINT });
}
