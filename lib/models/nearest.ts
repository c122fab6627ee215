/** The candidate that a misspelt name most likely meant; undefined when none is near. */
export function nearest(name: string, candidates: string[]): string | undefined {
	const distances = candidates.map((candidate) => ({
		candidate,
		distance: editDistance(name, candidate),
	}));
	const [best] = distances.sort((a, b) => a.distance - b.distance);
	return best && best.distance <= Math.max(2, name.length / 2) ? best.candidate : undefined;
}

/** Insertions, deletions and replacements that turn one word into the other. */
function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(replaced, previous[j] + 1, row[j - 1] + 1));
		}
		previous = row;
	}
	return previous[b.length];
}
