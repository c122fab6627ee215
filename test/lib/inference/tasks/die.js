const { appendFileSync, readFileSync, writeSync } = require('node:fs');

/** Counts its runs in a file; dies by the signal in the first `deaths` of them. */
exports.run = async ({ counter, deaths, signal }) => {
	appendFileSync(counter, '.');
	const runs = readFileSync(counter).length;
	if (runs > deaths) return runs;
	writeSync(2, 'these are last words\n');
	process.kill(process.pid, signal);
	await new Promise((resolve) => setTimeout(resolve, 30_000));
};
