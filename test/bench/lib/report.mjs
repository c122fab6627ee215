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

export function print(text) {
	process.stdout.write(`${text}\n`);
}

export function packageVersion(folder) {
	return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
}

export function run(command, args, options = {}) {
	return execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
}
