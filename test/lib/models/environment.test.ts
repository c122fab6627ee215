import { homedir } from 'node:os';
import path from 'node:path';
import { fileUrl, hubEndpoint, isOffline, repositoryFolder } from '../../../lib/models/environment';

const NAMES = ['MULTIMODAL_MODELS_DIR', 'N8N_USER_FOLDER', 'HF_ENDPOINT', 'MULTIMODAL_OFFLINE'];
const REPOSITORY = { repository: 'a/b', revision: 'refs/pr/1' };
const environment = { ...process.env };

beforeEach(() => NAMES.forEach((name) => delete process.env[name]));
afterAll(() => {
	process.env = environment;
});

test('downloads go into the folder asked for, else the environment says, else beside n8n', () => {
	const below = path.join('a', 'b', 'refs--pr--1');
	const home = path.join(homedir(), '.n8n', 'multimodal-models');
	expect(repositoryFolder(REPOSITORY)).toBe(path.join(home, below));
	process.env.N8N_USER_FOLDER = '/data';
	expect(repositoryFolder(REPOSITORY)).toBe(path.join('/data/.n8n/multimodal-models', below));
	process.env.MULTIMODAL_MODELS_DIR = '/models';
	expect(repositoryFolder(REPOSITORY)).toBe(path.join('/models', below));
	expect(repositoryFolder(REPOSITORY, '/own')).toBe(path.join('/own', below));
});

test('addresses of files', () => {
	expect(hubEndpoint()).toBe('https://huggingface.co');
	process.env.HF_ENDPOINT = 'https://mirror.example/hf/';
	expect(fileUrl(REPOSITORY, 'onnx/x y.onnx')).toBe(
		'https://mirror.example/hf/a/b/resolve/refs%2Fpr%2F1/onnx/x%20y.onnx',
	);
});

test('the models of a user without a home lie in the folder n8n was started in, as its own files do', () => {
	const name = process.platform === 'win32' ? 'USERPROFILE' : 'HOME';
	delete process.env[name];
	const below = path.join('.n8n', 'multimodal-models', 'a', 'b', 'refs--pr--1');
	expect(repositoryFolder(REPOSITORY)).toBe(path.resolve(below));
	process.env[name] = environment[name];
});

test.each(['hf-mirror.example', 'ftp://mirror.example', 'https://user:secret@mirror.example'])(
	'HF_ENDPOINT "%s" is named as no address, without its password',
	(value) => {
		process.env.HF_ENDPOINT = value;
		expect(hubEndpoint).toThrow(/HF_ENDPOINT is set to ".*mirror.example".*https:\/\//);
		expect(hubEndpoint).not.toThrow(/secret/);
	},
);

test.each([
	[undefined, undefined, false],
	[true, undefined, true],
	[false, 'true', true],
	[undefined, 'false', false],
	[undefined, '1', true],
])('offline: option %p, environment %p: %p', (option, variable, expected) => {
	if (variable !== undefined) process.env.MULTIMODAL_OFFLINE = variable;
	expect(isOffline(option)).toBe(expected);
});
