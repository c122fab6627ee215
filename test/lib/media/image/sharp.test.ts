import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { openWithSharp } from '../../../../lib/media/image/sharp';
import { serve } from '../../../helpers/loopback';
import { FORMATS, readFormat, usePictureFolder } from '../../../helpers/pictures';

const { write } = usePictureFolder();

const SVG =
	'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>';
const PDF =
	'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0>>endobj\n';

/** Formats that libvips, unguarded, would try by content or by the name's ending. */
const FOREIGN: Array<[string, string | Buffer]> = [
	['drawing.svg', SVG],
	['drawing.png', SVG],
	['drawing.svgz', SVG],
	['page.pdf', PDF],
	['page.jpg', PDF],
	['table.csv', '1,2\n3,4\n'],
	['table.mat', '2 2\n1 2\n3 4\n'],
	['own.v', Buffer.concat([Buffer.from('b6a6f208', 'hex'), Buffer.alloc(200)])],
	['grey.pgm', 'P5 2 2 255\nabcd'],
	['bitmap.bmp', Buffer.concat([Buffer.from('BM'), Buffer.alloc(100)])],
	['data.raw', Buffer.alloc(100)],
];

describe('libvips itself', () => {
	it.each(FOREIGN)('refuses %s as a file', async (name, content) => {
		const file = write(name, content);
		await expect(openWithSharp(file, false).metadata()).rejects.toThrow('unsupported image format');
	});

	it.each(FOREIGN)('refuses %s from memory', async (_, content) => {
		const image = openWithSharp(Buffer.from(content), false);
		await expect(image.metadata()).rejects.toThrow('unsupported image format');
	});

	it.each(['rgb.png', 'icc.jpg', 'lossy.webp', 'lossy.avif', 'plain.gif', 'lzw.tiff'])(
		'takes %s, whatever it is called',
		async (name) => {
			const file = write(`${name}.svg`, readFormat(name));
			await expect(openWithSharp(file, false).metadata()).resolves.toMatchObject({ width: 37 });
		},
	);

	it('fetches nothing that a drawing names', async () => {
		const server = await serve((_, response) => response.end(readFormat('rgb.png')));
		const url = `${server.url}/secret.png`;
		const drawing = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "${url}"><!ENTITY b SYSTEM "file:///etc/hostname">]>
			<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
			<image href="${url}" width="9" height="9"/><image xlink:href="${path.join(FORMATS, 'rgb.png')}" width="9" height="9"/><text>&a;&b;</text></svg>`;
		for (const source of [
			write('trap.svg', drawing),
			write('trap.png', drawing),
			Buffer.from(drawing),
		]) {
			await expect(openWithSharp(source, false).raw().toBuffer()).rejects.toThrow('unsupported');
		}
		// The trap would have told.
		await fetch(url);
		await server.close();
		expect(server.seen).toHaveLength(1);
	});

	it('holds the pixel limit', async () => {
		const image = openWithSharp(path.join(FORMATS, 'rgb.png'), 37 * 23 - 1);
		await expect(image.raw().toBuffer()).rejects.toThrow('pixel limit');
		await expect(
			openWithSharp(path.join(FORMATS, 'rgb.png'), 37 * 23)
				.raw()
				.toBuffer(),
		).resolves.toBeTruthy();
	});
});

it('is not loaded before a picture is opened', () => {
	const decode = require.resolve('../../../../lib/media/image/decode');
	const script = `require(${JSON.stringify(decode)}); console.log(Object.keys(require.cache).filter((file) => file.includes('sharp')).map((file) => require('path').basename(file)).join())`;
	expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe(
		'sharp.js',
	);
});
