import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Prints what the numbers were measured on. */
export function printMachine(versions) {
	const cpu = os.cpus()[0]?.model ?? 'unknown processor';
	const gibibytes = (os.totalmem() / 2 ** 30).toFixed(0);
	print(
		`${cpu}, ${os.availableParallelism()} cores, ${gibibytes} GiB, ${os.type()} ${os.release()}, Node ${process.version}`,
	);
	print(
		Object.entries(versions)
			.map(([name, version]) => `${name} ${version}`)
			.join(', '),
	);
}

/** A table of equal columns. */
export function printTable(rows) {
	const columns = Object.keys(rows[0]);
	const widths = columns.map((column) =>
		Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
	);
	const line = (cells) =>
		cells
			.map((cell, i) => String(cell).padEnd(widths[i]))
			.join('  ')
			.trimEnd();
	print(line(columns));
	for (const row of rows) print(line(columns.map((column) => row[column])));
}

export function print(text) {
	process.stdout.write(`${text}\n`);
}

export function packageVersion(folder) {
	return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
}

export function run(command, args, options = {}) {
	return execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
}
