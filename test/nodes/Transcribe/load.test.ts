import { execFileSync } from 'node:child_process';
import path from 'node:path';

const nodeFile = path.join(__dirname, '../../../dist/nodes/Transcribe/Transcribe.node.js');

/** Loads the node as n8n does at its start, in a bare process, and tells what came with it. */
const SCRIPT = `
	const before = new Set(process.report.getReport().sharedObjects);
	const startedMs = performance.now();
	new (require(process.argv[1]).Transcribe)();
	const loadMs = performance.now() - startedMs;
	const libraries = process.report.getReport().sharedObjects.filter((file) => !before.has(file));
	const packages = Object.keys(require.cache).filter((file) => /onnxruntime|fluent-ffmpeg/.test(file));
	process.stdout.write(JSON.stringify({ libraries, packages, loadMs }));
`;

describe('loading the node', () => {
	it('opens no native library and no inference runtime', () => {
		const output = execFileSync(process.execPath, ['-e', SCRIPT, nodeFile], { encoding: 'utf8' });
		const { libraries, packages, loadMs } = JSON.parse(output);
		process.stdout.write(`the node loads in ${loadMs.toFixed(0)} ms, n8n-workflow included\n`);
		expect({ libraries, packages }).toEqual({ libraries: [], packages: [] });
	});
});
