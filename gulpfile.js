const { dest, parallel, src } = require('gulp');

/** Copies what tsc leaves behind: icons and codex files, beside what is compiled. */
function copy() {
	return src('{nodes,credentials}/**/*.{svg,node.json}', { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** Compiles the SIMD code of resizing pictures. */
async function wasm() {
	const { default: asc } = await import('assemblyscript/asc');
	const outFile = 'dist/lib/media/image/resample.wasm';
	const options = [
		'--outFile',
		outFile,
		'-O3',
		'--runtime',
		'stub',
		'--enable',
		'simd',
		'--noAssert',
	];
	const { error, stderr } = await asc.main(['wasm/resample.ts', ...options]);
	if (error) throw new Error(`${error.message}\n${stderr}`);
}

const build = parallel(copy, wasm);

module.exports = { build, copy, wasm, default: build };
