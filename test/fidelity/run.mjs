/** npm run -s fidelity -- NAME: measures the product against a reference's stored results; non-zero when any row misses its bound. */
import { ensureBuilt } from '../../scripts/lib/build.mjs';
import { loadNamedModule } from '../helpers/named-module.mjs';

// Before the comparison is loaded: it loads what was built.
ensureBuilt();
const { compare } = await loadNamedModule(import.meta.dirname, 'comparison');
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
