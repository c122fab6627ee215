import { engineEnvironment } from '../../../lib/inference/environment';

describe('engineEnvironment', () => {
	it.each([
		'PATH',
		'Path',
		'HOME',
		'TMPDIR',
		'LANG',
		'LC_ALL',
		'TZ',
		'LD_LIBRARY_PATH',
		'SystemRoot',
	])('hands on %s', (name) => {
		expect(engineEnvironment({ [name]: 'x' })).toHaveProperty(name, 'x');
	});

	it.each(['CUDA_VISIBLE_DEVICES', 'MULTIMODAL_THREADS'])('hands on %s', (name) => {
		expect(engineEnvironment({ [name]: '1' })).toHaveProperty(name, '1');
	});

	it.each([
		'N8N_ENCRYPTION_KEY',
		'DB_POSTGRESDB_PASSWORD',
		'OPENAI_API_KEY',
		'HF_TOKEN',
		'AWS_SECRET_ACCESS_KEY',
		'NODE_OPTIONS',
		'HTTPS_PROXY',
		'NODE_CHANNEL_FD',
	])('keeps %s back', (name) => {
		expect(Object.keys(engineEnvironment({ [name]: 'x' }))).toEqual([
			'ORT_DISABLE_TELEMETRY',
			'GLIBC_TUNABLES',
		]);
	});
});
