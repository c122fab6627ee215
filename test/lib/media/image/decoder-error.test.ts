import { toDecoderError } from '../../../../lib/media/image/decoder-error';

const FILE = '/srv/private/photo.avif';
const size = { width: 4000, height: 3000 };
const toCoded = (message: string) => toDecoderError(new Error(message), 'avif', FILE, size);

it.each([
	[
		'timeout: 24% complete\nVipsImage: killed for image "temp-48"',
		'PICTURE_TOO_SLOW',
		/60 seconds/,
	],
	['vips_tracked: out of memory --- size == 36MB', 'PICTURE_NEEDS_MEMORY', /4000 x 3000/],
	['Could not allocate enough memory for raw output', 'PICTURE_NEEDS_MEMORY', /memory/],
	['Input image exceeds channel limit', 'PICTURE_COLOURS_REFUSED', /five channels/],
	[
		'heif: Support for this compression format has not been built in: HEVC',
		'PICTURE_FORMAT_REFUSED',
		/HEIC/,
	],
	['Input file has corrupt header:', 'PICTURE_DAMAGED', /\(its beginning makes no sense\)/],
	['Input file contains unsupported image format', 'PICTURE_DAMAGED', /its beginning/],
	[
		`${FILE}: bad seek to 1024\nheif: Invalid input: Unexpected end of file (2.100)\n`,
		'PICTURE_DAMAGED',
		/AVIF picture.*\(Invalid input: Unexpected end of file \(2.100\)\)/,
	],
	[`unable to read ${FILE}`, 'PICTURE_DAMAGED', /\(unable to read the file\)/],
	[`VipsJpeg: ${'x'.repeat(1000)}`, 'PICTURE_DAMAGED', /^.{0,400}$/],
])('%j', (message, code, sentence) => {
	const error = toCoded(message);
	expect(error).toMatchObject({ code, errorClass: 'media' });
	expect(error.message).toMatch(sentence);
	expect(error.message).not.toContain('/srv');
});
