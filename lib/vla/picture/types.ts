import type { ImageSize } from '../../media/image/types';

/** What is drawn over the picture that a policy saw; plain JSON. Nothing in it decides anything. */
export interface ActionPicture {
	/** The picture, and where the drawn one goes. Absolute paths. */
	file: string;
	outFolder: string;
	/** Absent where no hand moves. */
	arrow?: Arrow;
	/** One bar each, in their order. */
	gauges: Gauge[];
	/** How far open each gripper is to be, 0..1; null: as it is. */
	grippers: Array<number | null>;
	tone: Tone;
	/** The first is the heading. */
	lines: string[];
}

/** What was drawn. */
export interface DrawnPicture extends ImageSize {
	file: string;
	mimeType: string;
}

/** The hand's motion across the picture. */
export interface Arrow {
	/** Where the hand is, as shares of the picture's width and height. */
	from: { x: number; y: number };
	/** -1..1 each: how much of the largest motion. */
	right: number;
	up: number;
}

export interface Gauge {
	label: string;
	/** -1..1, up is positive; null: as it is, or not known. */
	value: number | null;
}

/** `go`: it leaves as the policy gave it; `clipped`: within the limits now; `dry`: it is only told; `held`: it is refused. */
export type Tone = 'go' | 'clipped' | 'dry' | 'held';
