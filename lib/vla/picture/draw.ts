import { pasteCentred } from '../../media/image/canvas';
import { wrapCaption } from '../../media/image/caption';
import { colouredCanvas, lineHeight, write } from '../../media/image/paint';
import { resample } from '../../media/image/resample';
import { scaledBy } from '../../media/image/scaled-by';
import type { RgbImage } from '../../media/image/types';
import { drawArrow } from './arrow';
import { drawGauges, GAUGE_DOTS, gaugeDot } from './gauges';
import {
	DOTS_ACROSS,
	GROUND,
	INK,
	LARGEST_SIDE,
	SMALLEST_DOT,
	SMALLEST_WIDTH,
	TONES,
} from './look';
import type { ActionPicture } from './types';

const MARGIN_DOTS = 6;

/** The picture with the motion drawn into it, and below it what is said of the action. */
export function drawAction(seen: RgbImage, action: ActionPicture): RgbImage {
	const picture = atReadableSize(seen);
	const colour = TONES[action.tone];
	if (action.arrow) drawArrow(picture, action.arrow, colour);
	const width = Math.max(SMALLEST_WIDTH, picture.width);
	const dot = Math.max(SMALLEST_DOT, Math.floor(width / DOTS_ACROSS));
	const margin = MARGIN_DOTS * dot;
	const lines = action.lines.flatMap((text, place) =>
		wrapCaption(text, Math.floor((width - 2 * margin) / dot)).map((glyphs) => ({
			glyphs,
			colour: place === 0 ? colour : INK,
		})),
	);
	const barDot = gaugeDot(width, action.gauges.length + action.grippers.length, dot);
	const textHeight = lines.length * lineHeight(dot);
	const height = picture.height + textHeight + GAUGE_DOTS * barDot + 3 * margin;
	const drawing = colouredCanvas({ width, height }, GROUND);
	pasteCentred(drawing, picture, { left: 0, top: 0, width, height: picture.height });
	lines.forEach((each, place) => {
		const at = { x: margin, y: picture.height + margin + place * lineHeight(dot) };
		write(drawing, each.glyphs, { at, dot, colour: each.colour });
	});
	drawGauges(drawing, action, {
		top: picture.height + textHeight + 2 * margin,
		dot: barDot,
		colour,
	});
	return drawing;
}

/** A model's few points are enlarged to whole squares, a camera's many made fewer. A copy in any case. */
function atReadableSize(seen: RgbImage): RgbImage {
	const { width, height } = seen;
	const side = Math.max(width, height);
	const times = Math.min(Math.ceil(SMALLEST_WIDTH / width), Math.floor(LARGEST_SIDE / side));
	if (times > 1) return resample(seen, scaledBy(seen, times), 'bicubic');
	if (side > LARGEST_SIDE) return resample(seen, scaledBy(seen, LARGEST_SIDE / side), 'bicubic');
	return { ...seen, data: seen.data.slice() };
}
