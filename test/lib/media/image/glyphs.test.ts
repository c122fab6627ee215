import { GLYPH_HEIGHT, glyphsOf, writable } from '../../../../lib/media/image/glyphs';

const DRAWN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;/\\-_+=*%#&@!?\'"()[]<>|~';

test('every letter is a rectangle of the common height, and no two are alike', () => {
	const glyphs = glyphsOf(DRAWN);
	for (const glyph of glyphs) {
		expect(glyph).toHaveLength(GLYPH_HEIGHT);
		expect(new Set(glyph.map((row) => row.length)).size).toBe(1);
	}
	expect(new Set(glyphs.map((glyph) => JSON.stringify(glyph))).size).toBe(DRAWN.length);
});

test('what is not drawn is a box, one a character', () => {
	const [box, ...rest] = glyphsOf('漢😀^');
	expect(rest).toEqual([box, box]);
	expect(box[0]).toEqual([true, true, true, true, true]);
	expect(box[1]).toEqual([true, false, false, false, true]);
	expect(glyphsOf(DRAWN)).not.toContainEqual(box);
});

test.each([
	['red mug.jpg', 'RED MUG.JPG'],
	['Äpfel, crème brûlée', 'APFEL, CREME BRULEE'],
	['Straße', 'STRASSE'],
	['  two\n\tlines  ', 'TWO LINES'],
	['cut…', 'CUT...'],
	['', ''],
])('%p is written %p', (text, expected) => {
	expect(writable(text)).toBe(expected);
});
