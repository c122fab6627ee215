import { openRest } from './rest.mjs';

/** Its nodes as the palette finds them: by a word of a person who does not know their names. */
const NODES = {
	transcribe: { displayName: 'Transcribe', word: 'Whisper' },
	clipSimilarity: { displayName: 'CLIP Similarity', word: 'Image search' },
	sampleVideo: { displayName: 'Sample Video', word: 'Video to images' },
	imageToTokens: { displayName: 'Image to Tokens', word: 'Image cost' },
	vlaAction: { displayName: 'VLA Action', word: 'Robot arm' },
};
const SUB_NODE = 'clipEmbeddings';

/** Its credentials, and what n8n calls them. */
const CREDENTIALS = {
	multimodalAnthropicApi: 'Anthropic API',
	multimodalHuggingFaceApi: 'Hugging Face API',
	multimodalOpenAiApi: 'OpenAI-Compatible API',
	multimodalPolicyServerApi: 'Robot Policy Server API',
};

/** Installs the package as the settings page does, and looks for its nodes in the palette. */
export async function paletteCheck({ n8n, checks }) {
	checks.step("Install with n8n's own installer");
	await n8n.start();
	const rest = await openRest(n8n.url);
	const { name, version } = n8n.tarball;
	const installed = await rest('POST', '/rest/community-packages', { name, version });
	const types = installed.body?.data?.installedNodes?.map(({ type }) => type) ?? [];
	checks.check(
		'n8n installs the package and loads its nodes',
		[...Object.keys(NODES), SUB_NODE].every((node) => types.includes(`${name}.${node}`)),
		JSON.stringify(installed),
	);
	await checkTypes(rest, checks, name);
	await checkCredentialTypes(rest, checks);
	await n8n.stop();
}

async function checkTypes(rest, checks, packageName) {
	const { body: types } = await rest('GET', '/types/nodes.json');
	const find = (name) => types.find((type) => type.name === `${packageName}.${name}`);
	for (const [name, { displayName, word }] of Object.entries(NODES)) {
		const node = find(name);
		checks.check(`The palette holds ${displayName}`, node?.displayName === displayName, name);
		checks.check(`It holds ${displayName} as a tool of AI agents`, Boolean(find(`${name}Tool`)));
		checks.check(
			`Search finds ${displayName} by "${word}"`,
			// The palette leaves out nodes of the category AI that are not among its "Root Nodes".
			node?.codex?.alias?.includes(word) && node.codex.subcategories?.AI?.includes('Root Nodes'),
			JSON.stringify(node?.codex),
		);
		await checkIcons(rest, checks, node);
	}
	const subNode = find(SUB_NODE);
	checks.check(
		'Vector stores are offered CLIP Embeddings',
		subNode?.outputs?.[0] === 'ai_embedding' &&
			subNode.codex?.subcategories?.AI?.[0] === 'Embeddings',
		JSON.stringify(subNode?.codex),
	);
	await checkIcons(rest, checks, subNode);
}

async function checkCredentialTypes(rest, checks) {
	const { body: types } = await rest('GET', '/types/credentials.json');
	for (const [name, displayName] of Object.entries(CREDENTIALS)) {
		const type = types.find((one) => one.name === name);
		checks.check(
			`n8n offers the credential ${displayName}, with a test`,
			type?.displayName === displayName && Boolean(type.test),
			JSON.stringify(type),
		);
		await checkIcons(rest, checks, type);
	}
}

async function checkIcons(rest, checks, node) {
	for (const theme of ['light', 'dark']) {
		const icon = await rest('GET', `/${node?.iconUrl?.[theme]}`);
		const name = node?.displayName;
		checks.check(
			`The ${theme} icon of ${name} is served`,
			String(icon.body).includes('<svg'),
			icon.status,
		);
	}
}
