import { clipModelError } from './errors';

/** Numbers in a vector of each half, as far as they are told. */
interface Widths {
	image?: number;
	text?: number;
}

/** Told the widths of vectors as they become known, throws CLIP_HALVES_DISAGREE once they differ. */
export function createAgreement(imageFile: string, textFile: string): (told: Widths) => void {
	const known: Widths = {};
	return ({ image, text }) => {
		known.image ??= image;
		known.text ??= text;
		if (known.image === undefined || known.text === undefined || known.image === known.text) return;
		throw clipModelError('CLIP_HALVES_DISAGREE', {
			imageFile,
			imageNumbers: known.image,
			textFile,
			textNumbers: known.text,
		});
	};
}
