import { randomUUID } from 'node:crypto';

/** Webhook at `path` -> a node of this package, named Node. Its last items' first one is the answer. */
export function webhookTo(path, { type, parameters, credentials = {} }) {
	const webhook = {
		...{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: randomUUID(),
		},
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
	const node = {
		...{ name: 'Node', type: `n8n-nodes-multimodal.${type}`, typeVersion: 1 },
		...{ parameters, credentials },
	};
	return {
		name: path,
		nodes: [webhook, node].map((one, n) => ({ id: randomUUID(), position: [220 * n, 0], ...one })),
		connections: { Webhook: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Saves a workflow and takes it live. Gives its id. */
export async function publish(rest, workflow) {
	const { id, versionId } = await send(rest, 'POST', '/rest/workflows', workflow);
	await send(rest, 'POST', `/rest/workflows/${id}/activate`, { versionId });
	return id;
}

/** Saves a credential. Gives what a node names it by, under its type. */
export async function createCredential(rest, type, name, data) {
	const { id } = await send(rest, 'POST', '/rest/credentials', { type, name, data });
	return { [type]: { id, name } };
}

/** All that n8n keeps of a workflow's latest run, as text. */
export async function latestRun(rest, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await send(rest, 'GET', `/rest/executions?limit=1&filter=${filter}`);
	const { data } = await send(rest, 'GET', `/rest/executions/${results[0].id}`);
	return data;
}

async function send(rest, method, path, payload) {
	const { status, body } = await rest(method, path, payload);
	if (status === 200) return body.data;
	throw new Error(`n8n answered ${status} to ${method} ${path}: ${JSON.stringify(body)}`);
}
