/** npm run -s fidelity -- NAME: measures the product against a reference's stored results; non-zero when any row misses its bound. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
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
if (!existsSync(path.join(root, 'dist/lib')))
	spawnSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });

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
