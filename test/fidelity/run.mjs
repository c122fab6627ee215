/** npm run -s fidelity -- NAME: measures the product against a reference's stored results; non-zero when any row misses its bound. */
import { readdirSync } from 'node:fs';
import { ensureBuilt } from '../../scripts/lib/build.mjs';

const here = import.meta.dirname;
const names = readdirSync(here)
	.filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
	.map((file) => file.slice(0, -4));
const [name] = process.argv.slice(2);
if (!names.includes(name)) {
	process.stderr.write(
		`Expected the name of a comparison: ${names.join(', ')}. Found: ${name ?? 'none'}.\n`,
	);
	process.exit(2);
}
ensureBuilt();

const { compare } = await import(`./${name}.mjs`);
const rows = [];
await compare((what, measured, bound, holds) => {
	rows.push(holds);
	process.stdout.write(
		`${holds ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${String(measured).padEnd(26)} ${bound}\n`,
	);
});
const missed = rows.filter((holds) => !holds).length;
process.stdout.write(`${rows.length - missed} passed, ${missed} failed\n`);
process.exit(missed === 0 ? 0 : 1);
