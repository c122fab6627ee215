/**
 * The preparer's thread with two additions: it notes beside a picture that it begins it (`begun`) and decodes
 * it (`decoding`, from `a` to `z`), and it dies over pictures whose names say how.
 */
const { appendFileSync } = require('node:fs');
const path = require('node:path');

const openImage = require('../../dist/lib/media/image/open-image');
const decode = require('../../dist/lib/media/image/decode');
const note = (picture, file, sign) => appendFileSync(path.join(path.dirname(picture), file), sign);

const { openImage: open } = openImage;
openImage.openImage = async (file) => {
	note(file, 'begun', '.');
	if (file.includes('exits')) process.exit(9);
	if (!file.includes('throws')) return await open(file);
	setImmediate(() => {
		throw new Error('out of luck');
	});
	return await new Promise(() => {});
};

const { decodeImage } = decode;
decode.decodeImage = async (file, options) => {
	note(file, 'decoding', 'a');
	const image = await decodeImage(file, options);
	note(file, 'decoding', 'z');
	if (file.includes('late')) process.exit(9);
	return image;
};

require('../../dist/lib/media/image/preparer-thread');
