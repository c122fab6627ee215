import { createRequire } from 'node:module';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { root } from './root.mjs';

const require = createRequire(import.meta.url);
const OPTIONS = {
	jsc: { target: 'es2022' },
	module: { type: 'commonjs', ignoreDynamic: true },
	sourceMaps: 'inline',
};

require.extensions['.ts'] = (module, file) =>
	module._compile(transformFileSync(file, OPTIONS).code, file);

/** A TypeScript module of the repository, by its path in it without the ending; compiled as it is loaded. */
export const requireTypeScript = (file) => require(path.join(root, `${file}.ts`));
