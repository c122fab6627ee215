const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '../../..');
const modelFolder = path.join(root, 'test/fixtures/models/clip-shapes');
const ASK_A_DATABASE = ['n8n-nodes-base.postgres', '@n8n/n8n-nodes-langchain.vectorStorePGVector'];

/** An example as a person sets it up: a credential chosen in its Postgres nodes, and a model folder. */
function readyExample(fileName, credential) {
	const workflow = JSON.parse(readFileSync(path.join(root, 'examples', fileName), 'utf8'));
	const nodes = workflow.nodes.map((node) => withModel(withCredential(node, credential)));
	return { ...workflow, nodes };
}

function withCredential(node, { id, name }) {
	if (!ASK_A_DATABASE.includes(node.type)) return node;
	return { ...node, credentials: { postgres: { id, name } } };
}

function withModel(node) {
	if (!('model' in node.parameters)) return node;
	const model = { __rl: true, mode: 'folder', value: modelFolder };
	return { ...node, parameters: { ...node.parameters, model } };
}

module.exports = { readyExample };
