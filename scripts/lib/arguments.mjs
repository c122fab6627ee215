import { existsSync } from 'node:fs';

const USAGE =
	'Usage: npm run -s workflow -- FILE.json --input PATH [--input PATH ...] [--out DIR] [--model FOLDER]';

/** Reads the command line. Several paths may follow one --input, as a shell makes of `*.png`. */
export function parseArguments(argv) {
	const values = { '--input': [], '--out': [], '--model': [], file: [] };
	let key = 'file';
	for (const argument of argv.flatMap(splitAssignment)) {
		if (argument.startsWith('--')) {
			if (!(argument in values)) throw new Error(`Unknown option ${argument}. ${USAGE}`);
			key = argument;
		} else {
			values[key].push(argument);
		}
	}
	return check(values);
}

const splitAssignment = (argument) =>
	argument.startsWith('--') && argument.includes('=')
		? [argument.slice(0, argument.indexOf('=')), argument.slice(argument.indexOf('=') + 1)]
		: [argument];

function check({ file, '--input': inputs, '--out': outFolders, '--model': models }) {
	if (file.length !== 1 || outFolders.length > 1 || models.length > 1) throw new Error(USAGE);
	const missing = [...file, ...inputs, ...models].find((path) => !existsSync(path));
	if (missing !== undefined) throw new Error(`There is no file "${missing}". ${USAGE}`);
	return { workflowFile: file[0], inputs, outFolder: outFolders[0], modelFolder: models[0] };
}
