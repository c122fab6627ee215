import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isCameraRaw } from '../../../../lib/media/image/camera-raw';
import { recognise } from '../../../../lib/media/image/formats';
import { makeTiff, PICTURES, readFormat } from '../../../helpers/pictures';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const ftyp = (...brands: string[]) => {
	const [major, ...compatible] = brands;
	const box = bytes(`....ftyp${major}\0\0\0\0${compatible.join('')}`);
	box.writeUInt32BE(box.length, 0);
	return Buffer.concat([box, bytes('....mdat')]);
};

it.each([
	['jpeg', readFileSync(path.join(PICTURES, 'rocket.jpg'))],
	['jpeg', bytes('\xff\xd8\xff\xe0')],
	['png', readFormat('rgb.png')],
	['webp', readFormat('lossy.webp')],
	['gif', bytes('GIF87a')],
	['gif', bytes('GIF89a')],
	['tiff', bytes('II*\0')],
	['tiff', bytes('MM\0*')],
	['tiff', bytes('II+\0')],
	['avif', ftyp('avif', 'mif1', 'miaf')],
	['avif', ftyp('avis', 'msf1')],
	['avif', ftyp('mif1', 'avif')],
])('takes %s', (format, head) => {
	expect(recognise(head)).toEqual({ kind: 'taken', format });
});

it.each([
	['a HEIC picture', ftyp('heic', 'mif1')],
	['a HEIC picture', ftyp('mif1', 'heic')],
	['a HEIC picture', ftyp('hevc', 'msf1')],
	['a camera raw picture', ftyp('crx ', 'isom')],
	['a camera raw picture', bytes('II*\0\x10\0\0\0CR\x02\0')],
	['a camera raw picture', bytes('FUJIFILMCCD-RAW 0201')],
	['a JPEG XL picture', bytes('\xff\x0a\xfa')],
	['a JPEG XL picture', bytes('\0\0\0\x0cJXL \r\n\x87\n')],
	['a JPEG 2000 picture', bytes('\0\0\0\x0cjP  \r\n\x87\n')],
	['a BMP picture', bytes('BM\x36\0\x0c\0\0\0\0\0\x36')],
	['a Photoshop document (PSD)', bytes('8BPS\0\x01')],
	['an icon (ICO)', bytes('\0\0\x01\0\x01\0\x20\x20')],
	['a PostScript document (EPS)', bytes('%!PS-Adobe-3.0 EPSF-3.0')],
	['a PDF document', bytes('%PDF-1.7')],
	['a PDF document', bytes('\r\n  junk\n%PDF-1.4')],
	['an SVG drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
	['an SVG drawing', bytes('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<svg/>')],
	[
		'an SVG drawing',
		bytes('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'),
	],
])('refuses %s', (format, head) => {
	expect(recognise(head)).toMatchObject({ kind: 'refused', format });
});

it.each([
	['a web page (HTML)', bytes('\n<!DOCTYPE html><html><body><svg></svg></body></html>')],
	['a web page (HTML)', bytes('<html lang="en">')],
	['a web page (HTML)', bytes('<?xml version="1.0"?><html xmlns="..."><svg/></html>')],
	['an XML file', bytes('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')],
	['JSON data', bytes('{"error": "not found"}')],
	['JSON data', bytes('[{"a": 1}]')],
	['text', bytes('Hello, world')],
	['text', Buffer.from('Привет, мир', 'utf8')],
	['text', Buffer.from('\ufeffHi there', 'utf16le')],
	['text', Buffer.from('語'.repeat(2000)).subarray(0, 4096)],
	['a picture written as text (base64)', bytes('data:image/png;base64,iVBORw0KGgo')],
	['a picture written as text (base64)', bytes('/9j/4AAQSkZJRg')],
	['a video', ftyp('isom', 'avc1')],
	['a video', ftyp('qt  ')],
	['a video', bytes('\x1a\x45\xdf\xa3\x01')],
	['a video', bytes('RIFF....AVI LIST')],
	['sound', ftyp('M4A ', 'mp42')],
	['sound', bytes('ID3\x04\0')],
	['sound', bytes('\xff\xfb\x90\x64')],
	['sound', bytes('RIFF....WAVEfmt ')],
	['an office document', bytes('PK\x03\x04\x14\0..[Content_Types].xml')],
	['a ZIP archive', bytes('PK\x03\x04\x14\0\0\0photo.jpg')],
	['a compressed file', bytes('\x1f\x8b\x08\0')],
	['a program', bytes('MZ\x90\0')],
	['a file of an unknown kind', bytes('\x01\x02\x03\x04')],
	['a file of an unknown kind', bytes('\xff\xd8')],
	['a file of an unknown kind', bytes('\0')],
])('sees %s', (what, head) => {
	expect(recognise(head)).toMatchObject({ kind: 'foreign', what });
});

it.each([
	'\0\0\0\x08ftyp',
	'\xff\xff\xff\xffftyp',
	'\0\0\0\0ftyp',
	'II*\0',
	'II*\0\xff\xff\xff\xff',
	'<',
	'<?',
	'',
])('survives a beginning that breaks off: %j', (head) => {
	expect(recognise(bytes(head)).kind).toMatch(/^(taken|foreign)$/);
});

describe('a camera raw in TIFF', () => {
	it.each([
		['DNG', { 256: 160, 50706: 0x01040000 }, true],
		['a thumbnail with the full picture below', { 254: 1, 330: 900 }, true],
		['a pyramid, full picture first', { 254: 0, 330: 900 }, false],
		['an ordinary TIFF', { 256: 10, 257: 10 }, false],
	])('%s', (_, tags, expected) => {
		expect(isCameraRaw(makeTiff(tags as Record<number, number>))).toBe(expected);
	});
});
