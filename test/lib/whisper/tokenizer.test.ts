import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTokenizer, type WhisperTokenizer } from '../../../lib/whisper/tokenizer';
import { golden, microFolder } from './support';

const END = 50257;
const EMOJI = ' naïve café 🙂';

let tokenizer: WhisperTokenizer;
beforeAll(async () => {
	tokenizer = await readTokenizer(microFolder, END);
});

describe('encode and decode', () => {
	const cases = golden<{ tokenizer: Array<{ text: string; ids: number[] }> }>('whisper-micro');

	it.each(cases.tokenizer)('give the ids of $text, and the text of the ids', ({ text, ids }) => {
		expect(tokenizer.encode(text)).toEqual(ids);
		expect(tokenizer.decode(ids)).toBe(text);
	});

	it('take no control token from a text', () => {
		const texts = [
			'say <|endoftext|> and <|fr|><|0.00|> now',
			'<|end<|endoftext|>oftext|>',
			'<<||endoftext|>',
			'<|startof<|notimestamps|>transcript|>',
		];
		for (const text of texts) expect(tokenizer.encode(text).every((id) => id < END)).toBe(true);
		expect(tokenizer.decode(tokenizer.encode(texts[0]))).toBe('say  and  now');
	});

	it('leave control tokens and time stamps out of the text', () => {
		const ids = [50258, 50265, ...tokenizer.encode(' hello'), 50364, END];
		expect(tokenizer.decode(ids)).toBe(' hello');
		expect(tokenizer.decode([50258, END])).toBe('');
		expect(tokenizer.decode([])).toBe('');
	});

	it('mark a broken character', () => {
		const ids = tokenizer.encode(EMOJI);
		expect(tokenizer.decode(ids.slice(0, -1))).toContain('\ufffd');
	});
});

it('names a tokenizer.json that is none', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'whisper-tokenizer-'));
	try {
		writeFileSync(path.join(folder, 'tokenizer.json'), '{"model": {"type": "Unheard"}}');
		await expect(readTokenizer(folder, END)).rejects.toMatchObject({
			code: 'CONFIG_INVALID',
			details: { file: 'tokenizer.json' },
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
});
