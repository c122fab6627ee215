const { createAdditionalData } = require('./additional-data');

const START_NODE = 'Input';

/** Starts a workflow (n8n's JSON) with items at its start node. Gives its result and a way to stop it. */
function start(engine, json, { items = [{ json: {} }], startNode = START_NODE } = {}) {
	const { createRunExecutionData } = require('n8n-workflow');
	const { core, nodeTypes, credentials } = engine;
	const workflow = createWorkflow(nodeTypes, json);
	const node = workflow.getNode(startNode);
	if (!node) {
		throw new Error(`The workflow has no node named "${startNode}": the files go in there.`);
	}
	const nodeExecutionStack = [{ node, data: { main: [items] }, source: null }];
	const execution = new core.WorkflowExecute(
		createAdditionalData(core, json, credentials),
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack } }),
	).processRunExecutionData(workflow);
	return { cancel: () => execution.cancel(), result: execution.then(toResult) };
}

/** Runs one node as an AI agent does: one item of plain arguments, in the context of a tool. */
async function runAsTool({ core, nodeTypes, credentials }, json, nodeName, toolArguments) {
	const { createRunExecutionData } = require('n8n-workflow');
	const workflow = createWorkflow(nodeTypes, json);
	const node = workflow.getNode(nodeName);
	const items = [{ json: toolArguments }];
	const context = new core.SupplyDataContext(
		workflow,
		node,
		createAdditionalData(core, json, credentials),
		'manual',
		createRunExecutionData({}),
		0,
		items,
		{ ai_tool: [items] },
		'ai_tool',
		{ node, data: { main: [items] }, source: null },
		[],
	);
	return await nodeTypes.getByNameAndVersion(node.type, node.typeVersion).execute.call(context);
}

function createWorkflow(nodeTypes, json) {
	const { Workflow } = require('n8n-workflow');
	return new Workflow({
		id: 'workflow',
		name: json.name,
		nodes: json.nodes,
		connections: json.connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...json.settings },
	});
}

function toResult({ status, data }) {
	const { error, lastNodeExecuted, runData } = data.resultData;
	const itemsOf = (name, output) =>
		(runData[name] ?? []).flatMap(
			({ data: out }) =>
				(output === undefined ? (out?.main ?? []).flat() : out?.main?.[output]) ?? [],
		);
	return {
		status,
		error,
		runData,
		/** The items of a node's output (counted from 0), or of all its outputs. */
		itemsOf: (name, output) => itemsOf(name, output).filter(Boolean),
		lastItems: error || !lastNodeExecuted ? [] : itemsOf(lastNodeExecuted).filter(Boolean),
	};
}

module.exports = { runAsTool, start, START_NODE };
