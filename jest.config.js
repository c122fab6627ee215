/** Tests are TypeScript; the code under test is the compiled `dist`, exactly what a user installs. */
module.exports = {
	testMatch: ['<rootDir>/test/{lib,nodes,credentials,scripts}/**/*.test.ts'],
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{ jsc: { target: 'es2022' }, module: { type: 'commonjs', ignoreDynamic: true } },
		],
	},
	resolver: '<rootDir>/test/resolver.js',
	modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/out/'],
	testTimeout: 60_000,
	maxWorkers: 2,
};
