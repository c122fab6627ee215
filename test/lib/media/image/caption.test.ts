import { lineDots, wrapCaption } from '../../../../lib/media/image/caption';
import { glyphsOf } from '../../../../lib/media/image/glyphs';

const DOTS_OF_TEN = 10 * 6 - 1;
const wrapped = (caption: string, dots = DOTS_OF_TEN) => wrapCaption(caption, dots);

test.each([
	['nothing', '', []],
	['blanks', ' \n ', []],
	['what just fits', 'ABCDEFGHNO', ['ABCDEFGHNO']],
	['one letter more, at the letter', 'ABCDEFGHNOP', ['ABCDEFGHNO', 'P']],
	['words, at a space', 'RED MUG BLUE', ['RED MUG', 'BLUE']],
	['what just fits two lines', 'ABCDEFGHNO ABCDEFGHNO', ['ABCDEFGHNO', 'ABCDEFGHNO']],
	['what does not, with dots', 'ABCDEFGHNO ABCDEFGHNO P', ['ABCDEFGHNO', 'ABCDEFGH...']],
	['a long name, with dots', 'A'.repeat(21), ['A'.repeat(10), `${'A'.repeat(8)}...`]],
])('wraps %s', (_, caption, lines) => {
	expect(wrapped(caption)).toEqual(lines.map(glyphsOf));
});

test.each([
	['a whole document', 'word '.repeat(1_000_000)],
	['one endless word', 'A'.repeat(5_000_000)],
	['narrow letters', '|'.repeat(5000)],
	['a character that is written as many', '\ufdfa'.repeat(50)],
	['halves of characters', '😀'.repeat(50).slice(1)],
])('%s ends in dots and fits', (_, caption) => {
	const lines = wrapped(caption);
	expect(lines).toHaveLength(2);
	expect(lines[1].slice(-3)).toEqual(glyphsOf('...'));
	for (const line of lines) expect(lineDots(line)).toBeLessThanOrEqual(DOTS_OF_TEN);
});
