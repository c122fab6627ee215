/** Prints rows of equal keys as a table; cells of the last column wrap at `lastWidth` characters. */
export function printTable(rows, { lastWidth = Infinity } = {}) {
	const columns = Object.keys(rows[0]);
	const cells = rows.map((row) => columns.map((column) => String(row[column])));
	const widths = columns.map((column, i) =>
		Math.max(column.length, ...cells.map((row) => row[i].length)),
	);
	const print = (row) => {
		const [first, ...more] = wrap(row[row.length - 1], lastWidth);
		const start = row
			.slice(0, -1)
			.map((cell, i) => cell.padEnd(widths[i]) + '  ')
			.join('');
		for (const line of [start + first, ...more.map((rest) => ' '.repeat(start.length) + rest)]) {
			process.stdout.write(`${line.trimEnd()}\n`);
		}
	};
	print(columns);
	cells.forEach(print);
}

function wrap(text, width) {
	const lines = [''];
	for (const word of text.split(' ')) {
		const line = lines[lines.length - 1];
		if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
		else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
	}
	return lines;
}
