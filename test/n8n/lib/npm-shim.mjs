import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * n8n's installer runs plain `npm`. A stand-in, first on PATH, answers for our unpublished package
 * (`view`, `pack`) and leaves everything else, the install itself too, to the real npm.
 */
export function writeNpmShim(folder, { file, version }) {
	const shimFolder = path.join(folder, 'shim');
	mkdirSync(shimFolder, { recursive: true });
	const script = `#!/bin/sh
case "$1" in
	pack) cp '${file}' . && basename '${file}' ;;
	view) echo '"${version}"' ;;
	*) PATH='${process.env.PATH}' exec npm "$@" ;;
esac
`;
	writeFileSync(path.join(shimFolder, 'npm'), script);
	chmodSync(path.join(shimFolder, 'npm'), 0o755);
	return shimFolder;
}
