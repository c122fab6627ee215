import type { IDataObject } from 'n8n-workflow';
import type { ActServer } from '../../../lib/hosted/policy-servers/act-client';
import type { OpenPiServer } from '../../../lib/hosted/policy-servers/open-pi-connection';
import { fetchThroughN8n } from '../../../lib/n8n/http-fetch';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { webSocketPassage } from '../../../lib/n8n/web-socket';
import { POLICY_SERVER_CREDENTIAL } from '../credentials';
import { vlaNodeError } from '../errors';
import { readServerOptions } from '../server-options';

/** The server that an item's credential leads to, reached in both ways there are. */
export async function readServer(
	{ context, itemIndex }: ItemRun,
	raw: IDataObject,
): Promise<ActServer & OpenPiServer> {
	if (!context.getNode().credentials?.[POLICY_SERVER_CREDENTIAL]) {
		throw vlaNodeError('POLICY_SERVER_MISSING', {});
	}
	const { url, apiKey } = await context.getCredentials(POLICY_SERVER_CREDENTIAL, itemIndex);
	const { timeoutMs, maximumRetries } = readServerOptions(raw);
	return {
		baseUrl: String(url ?? '').trim(),
		apiKey: String(apiKey ?? '').trim() || undefined,
		fetch: fetchThroughN8n(context),
		passage: webSocketPassage(context),
		timeoutMs,
		maximumRetries,
	};
}
