/** Side of the camera's picture, pixels: what the policy was trained on. */
export const PICTURE_PIXELS = 224;
/** The place in the picture that is just below the hand: there a policy of this kind says "no motion". */
export const BELOW_HAND = { x: 112, y: 95 };
/**
 * How much of the table a pixel shows. In training 100 pixels were as far as the farthest action, 0.05 m; here they
 * are 0.2 m, so that cups are as large as cups are. The hand goes a quarter of the way with each action and looks again.
 */
export const METRES_PER_PIXEL = 0.002;

/** Where a place on the table (metres, x to the right, y away) is in the picture of a hand that is there, pixels. */
export function toPicture(place, hand) {
	return {
		x: BELOW_HAND.x + (place.x - hand.x) / METRES_PER_PIXEL,
		y: BELOW_HAND.y - (place.y - hand.y) / METRES_PER_PIXEL,
	};
}

/** The place on the table that is seen there. */
export function toTable(pixel, hand) {
	return {
		x: hand.x + (pixel.x - BELOW_HAND.x) * METRES_PER_PIXEL,
		y: hand.y - (pixel.y - BELOW_HAND.y) * METRES_PER_PIXEL,
	};
}
