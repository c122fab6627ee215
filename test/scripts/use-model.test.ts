import path from 'node:path';

interface Workflow {
	nodes: Array<{ type: string; parameters: { model?: { mode: string; value: string } } }>;
}
type Resolve = (workflow: Workflow, workflowFile: string) => Workflow;

const own = (mode: string, value: string, type = 'n8n-nodes-multimodal.vlaAction') => ({
	type,
	parameters: { model: { mode, value } },
});

it('finds the folders of models from the workflow’s file on, and leaves everything else', async () => {
	const file: string = path.join(__dirname, '../../scripts/lib/use-model.mjs');
	const { resolveModelFolders } = (await import(file)) as { resolveModelFolders: Resolve };
	const nodes = [
		own('folder', '../models/mine'),
		own('folder', path.resolve('/elsewhere')),
		own('hub', 'owner/name'),
		own('folder', '../models/mine', 'n8n-nodes-base.set'),
		{ type: 'n8n-nodes-multimodal.transcribe', parameters: {} },
	];
	const [first, ...others] = resolveModelFolders({ nodes }, '/clone/examples/one.json').nodes;
	expect(first.parameters.model!.value).toBe(path.resolve('/clone/models/mine'));
	expect(others).toEqual(nodes.slice(1));
});
