const path = require('node:path');
const { n8nFolder } = require('./n8n-folder.js');

const packageRoot = path.join(__dirname, '../..');

/** Stands in for a start node (what comes in goes out), or for a note, which never runs. */
const passThrough = (name) => ({
	description: {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 1.1, 2, 2.1],
		description: 'Hands its items on',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
});

const STAND_INS = {
	'n8n-nodes-base.manualTrigger': passThrough('manualTrigger'),
	'n8n-nodes-base.noOp': passThrough('noOp'),
	'n8n-nodes-base.webhook': passThrough('webhook'),
	'n8n-nodes-base.stickyNote': passThrough('stickyNote'),
};

/** n8n's registry of node types: this package from `dist`, stand-ins, n8n's own nodes where installed. */
async function createNodeTypes(core, standIns = {}) {
	const { NodeHelpers } = require('n8n-workflow');
	const loaders = await loadPackages(core);
	const replaced = { ...STAND_INS, ...standIns };
	const getByName = (fullName) => replaced[fullName] ?? findNode(loaders, fullName);
	return {
		getByName,
		getByNameAndVersion: (fullName, version) =>
			NodeHelpers.getVersionedNodeType(getByName(fullName), version),
		getKnownTypes: () => ({}),
	};
}

async function loadPackages(core) {
	const own = new core.PackageDirectoryLoader(packageRoot);
	await own.loadAll();
	const loaders = { [own.packageName]: own };
	const baseFolder = findBaseNodes();
	if (baseFolder) {
		loaders['n8n-nodes-base'] = new core.LazyPackageDirectoryLoader(baseFolder);
		await loaders['n8n-nodes-base'].loadAll();
	}
	return loaders;
}

function findBaseNodes() {
	try {
		const paths = [packageRoot, n8nFolder()];
		return path.dirname(require.resolve('n8n-nodes-base/package.json', { paths }));
	} catch {
		return undefined;
	}
}

function findNode(loaders, fullName) {
	const dot = fullName.lastIndexOf('.');
	const loader = loaders[fullName.slice(0, dot)];
	if (loader) return loader.getNode(fullName.slice(dot + 1)).type;
	throw new Error(
		`The node type "${fullName}" is not available here. There are this package's nodes, Manual Trigger, ` +
			'No Operation and Webhook. For n8n\'s own nodes run "npm run test:n8n" once: it installs n8n.',
	);
}

module.exports = { createNodeTypes };
