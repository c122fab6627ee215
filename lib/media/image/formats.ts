import type { MultimodalError } from '../../errors';
import { isCameraRaw } from './camera-raw';
import { imageError } from './errors';
import { describeForeign, type Foreign } from './foreign';
import type { ImageFormat } from './types';

/** Bytes of a file's beginning that tell what it is. */
export const HEAD_BYTES = 4096;

/** What a file is by its content; its name and announced type are not asked. */
export type Recognised =
	| { kind: 'taken'; format: ImageFormat }
	| { kind: 'refused'; format: string; advice: string }
	| ({ kind: 'foreign' } & Foreign);

/** Recognises a file by its first bytes. */
export function recognise(head: Buffer): Recognised {
	if (isCameraRaw(head)) return refused('a camera raw picture', DEVELOP);
	const format = TAKEN.find(([, pattern]) => pattern.test(head.toString('latin1', 0, 16)))?.[0];
	if (format) return { kind: 'taken', format };
	const brand = recogniseBrands(head);
	if (brand) return brand;
	const found = REFUSED.find(([pattern]) => pattern.test(head.toString('latin1')));
	return found ? refused(found[1], found[2]) : { kind: 'foreign', ...describeForeign(head) };
}

/** A moving AVIF, which libvips knows only by the brand of a still one. */
export function isMovingAvif(head: Buffer): boolean {
	return head.toString('latin1', 4, 12) === 'ftypavis';
}

/** The error for HEIC, which needs a licensed decoder. */
export function refuseHeic(): MultimodalError {
	return imageError('PICTURE_FORMAT_REFUSED', { format: HEIC, advice: HEIC_ADVICE });
}

const TAKEN: Array<[ImageFormat, RegExp]> = [
	['jpeg', /^\xff\xd8\xff/],
	['png', /^\x89PNG\r\n\x1a\n/],
	['webp', /^RIFF[^]{4}WEBP/],
	['gif', /^GIF8[79]a/],
	['tiff', /^(II[*+]\0|MM\0[*+])/],
];

const CONVERT = 'Save it as JPEG or PNG first, then run again.';
const DEVELOP = 'Export it as JPEG from a photo program first, then run again.';
const DRAWING =
	'It is drawn from instructions that may name other files and addresses. Export it as PNG first, then run again.';
const HEIC = 'a HEIC picture';
const HEIC_ADVICE =
	'On the iPhone, choose Settings > Camera > Formats > Most Compatible, or convert the picture to JPEG first.';

const REFUSED: Array<[RegExp, string, string]> = [
	[/^\0\0\0\fJXL |^\xff\x0a/, 'a JPEG XL picture', CONVERT],
	[/^\0\0\0\fjP {2}\r\n|^\xff\x4f\xff\x51/, 'a JPEG 2000 picture', CONVERT],
	[/^II\xbc/, 'a JPEG XR picture', CONVERT],
	[/^BM[^]{4}\0\0\0\0/, 'a BMP picture', CONVERT],
	[/^8BPS/, 'a Photoshop document (PSD)', CONVERT],
	[/^gimp xcf/, 'a GIMP document (XCF)', CONVERT],
	[/^\0\0[\x01\x02]\0[\x01-\xff]\0/, 'an icon (ICO)', CONVERT],
	[/^icns/, 'an icon (ICNS)', CONVERT],
	[/^DDS /, 'a DDS texture', CONVERT],
	[/^qoif/, 'a QOI picture', CONVERT],
	[/^P[1-7]\s/, 'a PNM picture', CONVERT],
	[/^\x76\x2f\x31\x01/, 'an OpenEXR picture', CONVERT],
	[/^#\?(RADIANCE|RGBE)/, 'a Radiance HDR picture', CONVERT],
	[/^SIMPLE {2}=/, 'a FITS picture', CONVERT],
	[/^(FUJIFILMCCD-RAW|IIRO|IIRS|IIU\0|FOVb)/, 'a camera raw picture', DEVELOP],
	[/^(%!PS|\xc5\xd0\xd3\xc6)/, 'a PostScript document (EPS)', CONVERT],
	[/^(\xef\xbb\xbf)?\s*(<[?!](?![^]*<html\b)[^]*)?<svg\b/i, 'an SVG drawing', DRAWING],
	[/^(AT&TFORM)/, 'a DjVu document', 'Turn the page into a JPEG or PNG first, then run again.'],
	[
		/^[^]{0,1024}%PDF-\d/,
		'a PDF document',
		'Turn the page into a JPEG or PNG first (a "PDF to image" step or program), then run again.',
	],
];

function refused(format: string, advice: string): Recognised {
	return { kind: 'refused', format, advice };
}

/** The family of ISO files (ftyp) names its members in brands. */
function recogniseBrands(head: Buffer): Recognised | undefined {
	if (head.toString('latin1', 4, 8) !== 'ftyp') return undefined;
	const boxBytes = Math.min(head.readUInt32BE(0), head.length);
	const brands: string[] = head.toString('latin1', 8, boxBytes).match(/[^]{4}/g) ?? [];
	if (brands.includes('avif') || brands[0] === 'avis') return { kind: 'taken', format: 'avif' };
	if (brands[0] === 'crx ') return refused('a camera raw picture', DEVELOP);
	if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) {
		return refused(HEIC, HEIC_ADVICE);
	}
	return undefined;
}
