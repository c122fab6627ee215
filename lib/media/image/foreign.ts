/** What a file that is no picture seems to be, and what to do about it. */
export interface Foreign {
	what: string;
	advice: string;
}

/** Describes, by its first bytes, a file that is no picture. */
export function describeForeign(head: Buffer): Foreign {
	const bytes = head.toString('latin1');
	const found = BINARY.find(([pattern]) => pattern.test(bytes));
	if (found) return { what: found[1], advice: found[2] };
	const text = toText(head);
	if (text === undefined) return { what: 'a file of an unknown kind', advice: CHECK };
	const kind = TEXT.find(([pattern]) => pattern.test(text));
	return kind ? { what: kind[1], advice: kind[2] } : { what: 'text', advice: CHECK };
}

const CHECK = 'Check the step that provides the file.';
const FRAMES = 'Take single pictures from it first, for example with the Sample Video node.';
const UNPACK = 'Unpack it first and give the pictures in it.';
const PAGES = 'Take the picture out of it first, or save the page as JPEG or PNG.';

const BINARY: Array<[RegExp, string, string]> = [
	[/^[^]{4}ftypM4[AB]/, 'sound', CHECK],
	[/^[^]{4}(ftyp|moov|mdat)/, 'a video', FRAMES],
	[/^\x1a\x45\xdf\xa3/, 'a video', FRAMES],
	[/^RIFF[^]{4}AVI /, 'a video', FRAMES],
	[/^(FLV\x01|\0\0\x01[\xba\xb3]|\x30\x26\xb2\x75|G[^]{187}G)/, 'a video', FRAMES],
	[/^(RIFF[^]{4}WAVE|RF64|ID3|fLaC|OggS|MThd|#!AMR|FORM[^]{4}AIF)/, 'sound', CHECK],
	[/^\xff[\xe2-\xe7\xf1-\xfd]/, 'sound', CHECK],
	[/^PK\x03\x04[^]*(\[Content_Types\]\.xml|mimetypeapplication)/, 'an office document', PAGES],
	[/^\xd0\xcf\x11\xe0/, 'an office document', PAGES],
	[/^PK[\x03\x05\x07]/, 'a ZIP archive', UNPACK],
	[/^(\x1f\x8b|7z\xbc\xaf|Rar!|\xfd7zXZ|BZh|\x28\xb5\x2f\xfd)/, 'a compressed file', UNPACK],
	[/^(MZ|\x7fELF|\xcf\xfa\xed\xfe)/, 'a program', CHECK],
	[/^SQLite format 3/, 'a database', CHECK],
];

const WEB_PAGE =
	'Probably the address of a page was given, or the server asked for a log-in: use the address of the picture itself.';
const FROM_BASE64 =
	'Turn it into a file first: the Convert to File node, operation Move Base64 String to File.';

const TEXT: Array<[RegExp, string, string]> = [
	[
		/^\s*(data:image\/|\/9j\/|iVBORw0KGgo|R0lGOD[dl]h|UklGR)/,
		'a picture written as text (base64)',
		FROM_BASE64,
	],
	[/^\s*<!doctype html|^\s*<(html|head|body)\b|^\s*<[^]*<html\b/i, 'a web page (HTML)', WEB_PAGE],
	[/^\s*<\?xml/, 'an XML file', CHECK],
	[
		/^\s*(\{|\[\s*[[{"\d\]])/,
		'JSON data',
		"It may be a server's error message in place of the picture: open the file as text, and check the step that provides it.",
	],
];

/** The head as text, or undefined when it is none. */
function toText(head: Buffer): string | undefined {
	const isUtf16 = head.length >= 2 && head[0] === 0xff && head[1] === 0xfe;
	if (isUtf16) return head.toString('utf16le', 2);
	// A head may end within a character.
	const text = head
		.toString('utf8')
		.replace(/^\ufeff/, '')
		.replace(/\ufffd$/, '');
	return /[\0-\x08\x0e-\x1a\ufffd]/.test(text) ? undefined : text;
}
