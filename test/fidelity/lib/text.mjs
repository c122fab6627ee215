/** Words for comparison: lower case, no punctuation. */
export function normaliseWords(text) {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}' ]+/gu, ' ')
		.split(/\s+/)
		.filter(Boolean);
}

/** Edits to turn `reference` into `hypothesis`, over the reference's length. */
export function wordErrorRate(reference, hypothesis) {
	const [from, to] = [normaliseWords(reference), normaliseWords(hypothesis)];
	return editTable(from, to)[from.length][to.length] / Math.max(1, from.length);
}

/** Index pairs of equal words along the best alignment of two lists. */
export function matchWords(from, to) {
	const table = editTable(from, to);
	const pairs = [];
	for (let i = from.length, j = to.length; i > 0 && j > 0; ) {
		if (from[i - 1] === to[j - 1] && table[i][j] === table[i - 1][j - 1]) pairs.unshift([--i, --j]);
		else if (table[i][j] === table[i - 1][j - 1] + 1) [i, j] = [i - 1, j - 1];
		else if (table[i][j] === table[i - 1][j] + 1) i--;
		else j--;
	}
	return pairs;
}

function editTable(from, to) {
	const table = Array.from({ length: from.length + 1 }, (_, i) => [i]);
	for (let j = 1; j <= to.length; j++) table[0][j] = j;
	for (let i = 1; i <= from.length; i++) {
		for (let j = 1; j <= to.length; j++) {
			const replace = table[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
			table[i][j] = Math.min(replace, table[i - 1][j] + 1, table[i][j - 1] + 1);
		}
	}
	return table;
}

export function quantile(values, q) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}
