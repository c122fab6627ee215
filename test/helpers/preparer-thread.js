/**
 * The preparer's thread with two additions: it notes beside a picture that it begins it (`begun`) and decodes
 * it (`decoding`, from `a` to `z`), and it dies over pictures whose names say how.
 */
const { appendFileSync } = require('node:fs');
const path = require('node:path');

const header = require('../../dist/lib/media/image/header');
const decode = require('../../dist/lib/media/image/decode');
const note = (picture, file, sign) => appendFileSync(path.join(path.dirname(picture), file), sign);

const { readHeader } = header;
header.readHeader = async (file) => {
	note(file, 'begun', '.');
	if (file.includes('exits')) process.exit(9);
	if (!file.includes('throws')) return await readHeader(file);
	setImmediate(() => {
		throw new Error('out of luck');
	});
	return await new Promise(() => {});
};

const { decodeOpened } = decode;
decode.decodeOpened = async (opened, file, options) => {
	note(file, 'decoding', 'a');
	const image = await decodeOpened(opened, file, options);
	note(file, 'decoding', 'z');
	if (file.includes('late')) process.exit(9);
	return image;
};

require('../../dist/lib/media/image/preparer-thread');
