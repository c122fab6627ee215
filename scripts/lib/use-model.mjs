import path from 'node:path';

const OWN_NODES = 'n8n-nodes-multimodal.';

/** The workflow with every node of this package on the model in this folder. */
export function useModelFolder(workflow, folder) {
	const model = { __rl: true, mode: 'folder', value: path.resolve(folder) };
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith(OWN_NODES) ? { ...node, parameters: { ...node.parameters, model } } : node,
	);
	return { ...workflow, nodes };
}

/** The workflow with folders of models that are written from its own file on, as examples have them, in full. */
export function resolveModelFolders(workflow, workflowFile) {
	const resolve = (model) =>
		model?.mode === 'folder' && !path.isAbsolute(model.value)
			? { ...model, value: path.resolve(path.dirname(workflowFile), model.value) }
			: model;
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith(OWN_NODES) && node.parameters.model
			? { ...node, parameters: { ...node.parameters, model: resolve(node.parameters.model) } }
			: node,
	);
	return { ...workflow, nodes };
}
