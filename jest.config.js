/** Tests are TypeScript; the code under test is the compiled `dist`, exactly what a user installs. */
module.exports = {
	testMatch: ['<rootDir>/test/{lib,nodes,credentials,scripts}/**/*.test.ts'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs', ignoreDynamic: true } }] },
	moduleNameMapper: { '^(?:\\.\\./)+(lib|nodes|credentials)/(.*)$': '<rootDir>/dist/$1/$2' },
	modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/out/'],
	testTimeout: 60_000,
	maxWorkers: 2,
};
