import { execFileSync } from 'node:child_process';
import path from 'node:path';

const nodeFile = path.join(__dirname, '../../../dist/nodes/SampleVideo/SampleVideo.node.js');

/** Loads the node as n8n does at its start, in a bare process, and tells what came with it. */
const SCRIPT = `
	const before = new Set(process.report.getReport().sharedObjects);
	new (require(process.argv[1]).SampleVideo)();
	const libraries = process.report.getReport().sharedObjects.filter((file) => !before.has(file));
	const packages = Object.keys(require.cache).filter((file) => /onnxruntime|sharp|tokenizers/.test(file));
	process.stdout.write(JSON.stringify({ libraries, packages }));
`;

it('opens no native library and no inference runtime when n8n loads the node', () => {
	const output = execFileSync(process.execPath, ['-e', SCRIPT, nodeFile], { encoding: 'utf8' });
	expect(JSON.parse(output)).toEqual({ libraries: [], packages: [] });
});
