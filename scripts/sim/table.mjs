/**
 * A simulated robot hand over a drawn table, to try examples/vla-loop.json on:
 *   node scripts/sim/table.mjs [PORT]
 * Without a port it takes 8765, as the example asks; 0 takes a free one. The first line says its address.
 */
import { EXAMPLE_PORT } from './address.js';
import { serveTable } from './server.mjs';

const port = Number(process.argv[2] ?? EXAMPLE_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
	process.stderr.write('Usage: node scripts/sim/table.mjs [PORT]\n');
	process.exit(1);
}
const { url } = await serveTable({ port });
process.stdout.write(`${url}\n`);
