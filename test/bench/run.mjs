/** npm run bench -- NAME: the product and its peers on the same inputs, in turn, in one run; medians and ratios. */
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
	.filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
	.map((file) => file.slice(0, -4));
const [name] = process.argv.slice(2);
if (!names.includes(name)) {
	process.stderr.write(
		`Expected the name of a benchmark: ${names.join(', ')}. Found: ${name ?? 'none'}.\n`,
	);
	process.exit(2);
}
const { bench } = await import(`./${name}.mjs`);
await bench();
process.exit(0);
