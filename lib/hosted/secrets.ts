/** What stands where a key was. */
const MASK = '***';
/** Pieces of a key from this length on tell something of it; shorter ones are words by chance. */
const TELLING_CHARACTERS = 8;
/** Providers echo keys with their middle left out: `sk-pro****wxyz`. Only from a word's beginning: some echo megabytes without a space. */
const SHORTENED = /(?<![\w-])([\w-]{2,})(?:\*+|\.{2,}|…)([\w-]*)/g;

/** A text of a provider without the key, nor pieces of it. */
export function withoutKey(text: string, key: string | undefined): string {
	const secret = key?.trim();
	if (!secret) return text;
	if (secret.length < TELLING_CHARACTERS) return withoutWord(text, secret);
	const whole = text.replaceAll(secret, MASK);
	return withoutPieces(withoutShortened(whole, secret), secret);
}

/** Servers of one's own have keys such as `none`, which are part of other words by chance. */
function withoutWord(text: string, key: string): string {
	const literal = key.replace(/[^\w]/g, '\\$&');
	return text.replace(new RegExp(`(?<!\\w)${literal}(?!\\w)`, 'g'), MASK);
}

function withoutShortened(text: string, key: string): string {
	return text.replace(SHORTENED, (echo, head: string, tail: string) => {
		const isOfKey = key.startsWith(head) || (tail.length > 2 && key.endsWith(tail));
		return isOfKey ? MASK : echo;
	});
}

/** Looks at every place of the text for the longest piece of the key that begins there. */
function withoutPieces(text: string, key: string): string {
	let result = '';
	for (let start = 0; start < text.length; ) {
		const length = pieceLength(text, start, key);
		result += length > 0 ? MASK : text[start];
		start += Math.max(1, length);
	}
	return result;
}

function pieceLength(text: string, start: number, key: string): number {
	let length = TELLING_CHARACTERS;
	if (!key.includes(text.slice(start, start + length)) || start + length > text.length) return 0;
	while (start + length < text.length && key.includes(text.slice(start, start + length + 1))) {
		length++;
	}
	return length;
}
