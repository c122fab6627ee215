/** n8n-core's own engine in this process: no server, no database, no network. */
const { createReadStream, mkdtempSync, rmSync } = require('node:fs');
const { createRequire } = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { runAsTool, start, START_NODE } = require('./executions');
const { createNodeTypes } = require('./node-types');

/** n8n-core's own copies of what it shares with us: another copy knows none of its services. */
const requireFromCore = createRequire(require.resolve('n8n-core'));

/**
 * Opens the engine with this package's nodes. `binaryMode`: `filesystem` keeps binary data on disk,
 * `default` inside the items. `credentials` are by type; `standIns`, node types by full name, take the
 * place of others. Call `close` at the end: it ends engine processes and removes files.
 */
async function openHarness({ binaryMode = 'filesystem', credentials, standIns } = {}) {
	const userFolder = prepareEnvironment();
	// Whatever ends the process first, nothing stays behind.
	const removeFolder = () => rmSync(userFolder, { recursive: true, force: true });
	process.once('exit', removeFolder);
	requireFromCore('reflect-metadata');
	const { Container } = requireFromCore('@n8n/di');
	const core = require('n8n-core');
	Container.get(core.BinaryDataConfig).mode = binaryMode;
	const binaryData = Container.get(core.BinaryDataService);
	await binaryData.init();
	const engine = { core, nodeTypes: await createNodeTypes(core, standIns), credentials };

	return {
		itemFromFile: (file, field) => itemFromFile(binaryData, file, field),
		start: (workflow, options) => start(engine, workflow, options),
		run: async (workflow, options) => await start(engine, workflow, options).result,
		runAsTool: async (workflow, nodeName, toolArguments) =>
			await runAsTool(engine, workflow, nodeName, toolArguments),
		readBinary: async (binary) => await binaryData.getAsBuffer(binary),
		async close() {
			await require('../../dist/lib/inference/pool').shutdownEngines();
			process.off('exit', removeFolder);
			removeFolder();
		},
	};
}

/** n8n-core reads its environment when it is first loaded. A fresh user folder, but the real models. */
function prepareEnvironment() {
	const userFolder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-workflow-'));
	const { defaultModelsFolder } = require('../../dist/lib/models/environment');
	process.env.MULTIMODAL_MODELS_DIR ||= defaultModelsFolder();
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_ENCRYPTION_KEY = 'not-a-secret-nothing-is-encrypted';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	return userFolder;
}

/** An item that holds a file as a trigger would have stored it. */
async function itemFromFile(binaryData, file, field = 'data') {
	const { lookup } = requireFromCore('mime-types');
	const metadata = {
		fileName: path.basename(file),
		fileExtension: path.extname(file).slice(1),
		mimeType: lookup(file) || 'application/octet-stream',
		data: '',
	};
	const location = { type: 'execution', workflowId: 'workflow', executionId: '1' };
	const stored = await binaryData.store(location, createReadStream(file), metadata);
	return { json: { fileName: metadata.fileName }, binary: { [field]: stored } };
}

module.exports = { openHarness, START_NODE };
