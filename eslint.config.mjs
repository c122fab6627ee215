import { readdirSync } from 'node:fs';
import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

const nodes = readdirSync(new URL('nodes', import.meta.url));
const domains = ['whisper', 'clip', 'video', 'tokens', 'vla', 'hosted'];

/** `target` may not import `from` (but for `except`): the arrows of the architecture. */
const arrow = (target, from, message, except) => ({ target, from, message, except });

/** Only these domains build on others: a budget of frames is in tokens, a question is answered by CLIP, a robot's policy may be a service. */
const foundations = { video: ['clip', 'tokens'], vla: ['hosted'] };

const arrows = [
	arrow('./lib', './nodes', 'The library knows no node.'),
	arrow('./lib', './credentials', 'The library knows no credential.'),
	...nodes.map((node) =>
		arrow(`./nodes/${node}`, `./nodes/!(shared|${node})/**`, 'A node knows no other node.'),
	),
	arrow('./nodes', './credentials', 'A node knows a credential by its name.'),
	arrow('./lib/!(n8n)/**', './lib/n8n', 'Only nodes and credentials use lib/n8n.'),
	...['inference', 'media', 'models'].map((base) =>
		arrow(`./lib/${base}`, './lib', 'The base knows no domain.', [
			'./inference',
			'./media',
			'./models',
			'./errors.ts',
			'./json-object.ts',
			'./limits.ts',
			'./package-root.ts',
			'./pause.ts',
		]),
	),
	...domains.map((domain) =>
		arrow(
			`./lib/${domain}`,
			`./lib/!(${['inference', 'media', 'models', domain, ...(foundations[domain] ?? [])].join('|')})/**`,
			'A domain stands alone.',
		),
	),
	arrow(
		'./lib/n8n',
		`./lib/{${domains.join(',')}}/**`,
		'lib/n8n serves every domain and knows none.',
	),
];

const bannedImports = (...bans) => ({
	'no-restricted-imports': ['error', { patterns: bans }],
});
const n8nPackages = {
	group: ['n8n-workflow', 'n8n-core', 'n8n-workflow/*', 'n8n-core/*'],
	message: 'Only nodes, credentials and lib/n8n know n8n.',
};
const ffmpegPackage = {
	group: ['fluent-ffmpeg'],
	message: 'Archived upstream: lib/media/ffmpeg.ts alone wraps it.',
};
const onnxPackages = {
	group: ['onnxruntime-node', 'onnxruntime-web', 'onnxruntime-web/*'],
	message: 'Native code is loaded by engine processes only, in lib/inference.',
};
const sharpPackage = {
	regex: '^sharp(/|$)',
	message: 'Native code, for engine processes only: lib/media/image/sharp.ts alone wraps it.',
};

export default [
	{ ignores: ['dist', 'wasm', '.cache', 'out', 'demo-output', 'coverage', 'test/fixtures'] },
	...configWithoutCloudSupport,
	{
		files: ['**/*.{ts,js,mjs}'],
		rules: { 'max-lines': ['error', { max: 300 }] },
	},
	{ files: ['**/*.{js,mjs}'], rules: { 'no-unused-vars': 'error' } },
	{
		files: ['{nodes,credentials,lib}/**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: arrows }],
		},
	},
	{
		files: ['{nodes,credentials,lib/n8n}/**/*.ts'],
		rules: bannedImports(ffmpegPackage, onnxPackages, sharpPackage),
	},
	{
		files: ['lib/!(n8n)/**/*.ts', 'lib/*.ts'],
		rules: bannedImports(n8nPackages, ffmpegPackage, onnxPackages, sharpPackage),
	},
	{
		files: ['lib/inference/**/*.ts'],
		rules: bannedImports(n8nPackages, ffmpegPackage, sharpPackage),
	},
	{ files: ['lib/media/ffmpeg.ts'], rules: bannedImports(n8nPackages, onnxPackages, sharpPackage) },
	{
		files: ['lib/media/image/sharp.ts'],
		rules: bannedImports(n8nPackages, ffmpegPackage, onnxPackages),
	},
	{
		// Inference and media work run in processes of their own: n8n's must not block or die with them.
		files: ['lib/{inference,media}/**/*.ts', 'test/**/*.ts'],
		rules: { '@n8n/community-nodes/no-dangerous-functions': 'off' },
	},
	{
		// These folders do not know n8n: lib/n8n/run-items.ts turns their coded errors into node errors.
		files: ['lib/!(n8n)/**/*.ts', 'lib/*.ts', 'test/**/*.ts'],
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		// CommonJS output: a lazy `require` is how an engine process and its threads load native code and tasks.
		files: ['lib/inference/**/*.ts', 'lib/media/image/{sharp,preparer-thread}.ts'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{
		// The first bytes of binary files are told apart here.
		files: ['lib/media/image/{formats,foreign}.ts'],
		rules: { 'no-control-regex': 'off' },
	},
	{
		// Local inference needs its runtimes. n8n's own installer installs `dependencies`.
		files: ['package.json'],
		rules: { '@n8n/community-nodes/no-runtime-dependencies': 'off' },
	},
];
