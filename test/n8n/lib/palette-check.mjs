import { openRest } from './rest.mjs';

/** Installs the package as the settings page does, and looks for the node in the palette. */
export async function paletteCheck({ n8n, checks }) {
	checks.step("Install with n8n's own installer");
	await n8n.start();
	const rest = await openRest(n8n.url);
	const { name, version } = n8n.tarball;
	const installed = await rest('POST', '/rest/community-packages', { name, version });
	const types = installed.body?.data?.installedNodes?.map(({ type }) => type) ?? [];
	checks.check(
		'n8n installs the package and loads the node',
		types.includes(`${name}.transcribe`),
		JSON.stringify(installed),
	);
	await checkTypes(rest, checks, name);
	await n8n.stop();
}

async function checkTypes(rest, checks, packageName) {
	const { body: types } = await rest('GET', '/types/nodes.json');
	const find = (name) => types.find((type) => type.name === `${packageName}.${name}`);
	const node = find('transcribe');
	checks.check('The palette holds the node', node?.displayName === 'Transcribe', node?.displayName);
	checks.check('The palette holds it as a tool of AI agents', Boolean(find('transcribeTool')));
	checks.check(
		'Search finds it by "Whisper"',
		// The palette leaves out nodes of the category AI that are not among its "Root Nodes".
		node?.codex?.alias?.includes('Whisper') && node.codex.subcategories?.AI?.includes('Root Nodes'),
		JSON.stringify(node?.codex),
	);
	for (const theme of ['light', 'dark']) {
		const icon = await rest('GET', `/${node?.iconUrl?.[theme]}`);
		checks.check(`Its ${theme} icon is served`, String(icon.body).includes('<svg'), icon.status);
	}
}
