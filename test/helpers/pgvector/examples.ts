import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { INode } from 'n8n-workflow';

const examples = path.join(__dirname, '../../../examples');
const modelFolder = path.join(__dirname, '../../fixtures/models/clip-shapes');

interface WorkflowFile {
	nodes: INode[];
}

/** An example as a person sets it up: a credential chosen in its Postgres nodes, and a model folder. */
export function readyExample(fileName: string): WorkflowFile {
	const file = readFileSync(path.join(examples, fileName), 'utf8');
	const workflow = JSON.parse(file) as WorkflowFile;
	return { ...workflow, nodes: workflow.nodes.map(makeReady) };
}

/** Files of small pictures, all different, the same at every run; removed after the test file's tests. */
export function drawPictures(count: number): string[] {
	const folder = mkdtempSync(path.join(tmpdir(), 'pgvector-test-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	// Native code stays out of this process.
	execFileSync(process.execPath, [path.join(__dirname, 'draw-pictures.mjs'), folder, `${count}`]);
	return readdirSync(folder).map((name) => path.join(folder, name));
}

function makeReady(node: INode): INode {
	if (node.type === 'n8n-nodes-base.postgres') {
		return { ...node, credentials: { postgres: { id: '1', name: 'Postgres account' } } };
	}
	if (!('model' in node.parameters)) return node;
	const model = { __rl: true, mode: 'folder', value: modelFolder };
	return { ...node, parameters: { ...node.parameters, model } };
}
