import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads `<first argument>.mjs` of a folder; without such a file, lists those present and ends with 2. */
export async function loadNamedModule(folder, kind) {
	const names = readdirSync(folder)
		.filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
		.map((file) => file.slice(0, -4));
	const [name] = process.argv.slice(2);
	if (!names.includes(name)) {
		process.stderr.write(
			`Expected the name of a ${kind}: ${names.join(', ')}. Found: ${name ?? 'none'}.\n`,
		);
		process.exit(2);
	}
	return await import(pathToFileURL(path.join(folder, `${name}.mjs`)));
}
