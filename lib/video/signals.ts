import { greyOf, sharpnessOfGrey } from '../media/image/sharpness';
import type { ImageSize } from '../media/image/types';
import { createPlanes, replaceByHsv } from './hsv';
import { meanColours } from './mean-colours';
import { createGreyShrinker } from './shrink-grey';
import type { FrameSignals } from './types';

/** Measures small frames one after the other, each against the one before. */
export interface SignalMeter {
	/** `rgb` is [height, width, 3]. The first frame has changed by nothing. */
	measure(rgb: Uint8Array, seconds: number): FrameSignals;
}

/** A meter for frames of one size. */
export function createSignalMeter(size: ImageSize): SignalMeter {
	const planes = createPlanes(size.width * size.height);
	const shrink = createGreyShrinker(size, { width: 9, height: 8 });
	let isFirst = true;
	return {
		measure(rgb, seconds) {
			const changes = replaceByHsv(rgb, planes);
			const grey = greyOf({ ...size, data: rgb });
			const signals = {
				seconds,
				...(isFirst ? NO_CHANGES : changes),
				brightness: mean(grey),
				sharpness: sharpnessOfGrey(grey, size),
				hash: differenceHash(shrink(grey)),
				colours: meanColours(rgb, size),
			};
			isFirst = false;
			return signals;
		},
	};
}

/** What both scene detectors look at: hue, saturation and value weigh the same. */
export function contentChange(
	signals: Pick<FrameSignals, 'hueChange' | 'saturationChange' | 'valueChange'>,
): number {
	return (signals.hueChange + signals.saturationChange + signals.valueChange) / 3;
}

const NO_CHANGES = { hueChange: 0, saturationChange: 0, valueChange: 0 };

/** In an even area noise must not decide which of two points is brighter. */
const HASH_TOLERANCE = 2;

/** Of 9 x 8 grey values: a bit is set where a value is clearly above its right neighbour. */
function differenceHash(small: Float32Array): [number, number] {
	const halves: [number, number] = [0, 0];
	for (let bit = 0; bit < 64; bit++) {
		const at = Math.floor(bit / 8) * 9 + (bit % 8);
		if (small[at] - small[at + 1] > HASH_TOLERANCE) halves[bit >> 5] |= 1 << (bit & 31);
	}
	return [halves[0] >>> 0, halves[1] >>> 0];
}

function mean(values: Uint8Array): number {
	let sum = 0;
	for (let index = 0; index < values.length; index++) sum += values[index];
	return sum / values.length;
}
