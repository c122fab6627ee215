import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startAnthropicServer } from '../helpers/hosted/anthropic-server';
import { recording, transcribeWorkflow } from '../helpers/transcribe';

const script = path.join(__dirname, '../../scripts/workflow.mjs');
const microFolder = path.join(__dirname, '../fixtures/models/whisper-micro');
const folder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function workflowFile(...[parameters, extra]: Parameters<typeof transcribeWorkflow>): string {
	const file = path.join(folder, `workflow-${readdirSync(folder).length}.json`);
	writeFileSync(file, JSON.stringify(transcribeWorkflow(parameters, extra)));
	return file;
}

function runScript(...options: string[]) {
	const { stdout, status } = spawnSync(process.execPath, [script, ...options], {
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	return { status, report: JSON.parse(stdout) };
}

describe('npm run workflow', () => {
	it('prints one JSON object with an item a path, and writes their files', () => {
		const out = path.join(folder, 'out');
		const { status, report } = runScript(
			workflowFile({ options: { outputFormats: ['srt', 'txt'] } }),
			'--input',
			recording('jfk.flac'),
			recording('jfk.flac'),
			`--out=${out}`,
		);
		expect(status).toBe(0);
		expect(report.error).toBeNull();
		expect(report.items).toHaveLength(2);
		expect(report.items[0].json.duration).toBeCloseTo(11, 1);
		expect(readdirSync(out).sort()).toEqual(['jfk-2.srt', 'jfk-2.txt', 'jfk.srt', 'jfk.txt']);
		const { txt } = report.items[1].binary;
		expect(txt).toMatchObject({ fileName: 'jfk.txt', mimeType: 'text/plain' });
		expect(readFileSync(txt.path)).toHaveLength(txt.bytes);
	});

	it('fails with the error, its code and its item when the workflow does', () => {
		const file = workflowFile({ binaryPropertyName: 'voice' });
		const { status, report } = runScript(file, '--input', recording('jfk.flac'));
		expect(status).toBe(1);
		expect(report).toEqual({
			items: [],
			error: expect.objectContaining({
				message: expect.stringContaining('It has files in: data'),
				node: 'Transcribe',
				itemIndex: 0,
				code: 'MISSING_BINARY',
			}),
		});
	});

	it('takes a model folder in the place of the models in the file', () => {
		const { report } = runScript(
			workflowFile({ operation: 'detectLanguage' }),
			'--input',
			recording('jfk.flac'),
			'--model',
			path.relative(process.cwd(), microFolder),
		);
		expect(report.error).toBeNull();
		expect(report.items[0].json.model).toBe('whisper-micro');
	});

	it('takes the keys of services from the environment', async () => {
		const server = await startAnthropicServer();
		server.models = ['claude-opus-4-8'];
		server.answerWith('It goes up.');
		const example = path.join(__dirname, '../../examples/image-ask-chart.json');
		const chart = path.join(__dirname, '../fixtures/image/rocket.jpg');
		const env = {
			...{ ...process.env, NODE_OPTIONS: '' },
			ANTHROPIC_API_KEY: server.apiKey,
			ANTHROPIC_BASE_URL: server.baseUrl,
		};
		const argv = [script, example, '--input', chart];
		try {
			const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
			const { items, error } = JSON.parse(stdout);
			expect(error).toBeNull();
			expect(items[0].json).toMatchObject({ text: 'It goes up.', finish: 'complete' });
			expect(stdout).not.toContain(server.apiKey);
		} finally {
			await server.close();
		}
	});

	it.each([
		[[], /^Usage:/],
		[['no-such.json', '--model', 'a', 'b'], /^Usage:/],
		[['no-such.json'], /There is no file "no-such.json"/],
		[['--verbose'], /Unknown option --verbose/],
	])('says how it is used: %j', (options, message) => {
		const { status, report } = runScript(...options);
		expect(status).toBe(1);
		expect(report.error.message).toMatch(message);
	});

	it('names a node type it does not have, and a start node that is not there', () => {
		const unknown = workflowFile({}, { node: { type: 'n8n-nodes-other.thing' } });
		expect(runScript(unknown).report.error.message).toMatch(
			/"n8n-nodes-other.thing" is not available/,
		);
		const renamed = path.join(folder, 'renamed.json');
		writeFileSync(renamed, readFileSync(workflowFile(), 'utf8').replaceAll('"Input"', '"Begin"'));
		expect(runScript(renamed).report.error.message).toMatch(/no node named "Input"/);
	});
});
