import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { n8nHttp } from './n8n-http';

/** Sends a credential's test as n8n does: its expressions worked out, its authentication added. */
export async function testCredential(
	type: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<IN8nHttpFullResponse> {
	const { baseURL, ...request } = resolve(type.test!.request, data) as IHttpRequestOptions;
	expect(baseURL).toBeUndefined();
	return (await n8nHttp().helpers.httpRequest({
		...(await authenticated(type, data, request)),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as IN8nHttpFullResponse;
}

async function authenticated(
	{ authenticate }: ICredentialType,
	data: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	if (typeof authenticate === 'function') return await authenticate(data, request);
	const { headers, qs } = resolve(authenticate!.properties, data) as IHttpRequestOptions;
	return {
		...request,
		headers: { ...request.headers, ...headers },
		qs: { ...request.qs, ...qs },
	};
}

/** n8n's own expressions, with `$credentials`. */
function resolve(value: object, credentials: ICredentialDataDecryptedObject): unknown {
	const node = {
		id: '1',
		name: 'Test',
		type: 'test',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const { expression } = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => undefined as never,
			getByNameAndVersion: () => undefined as never,
			getKnownTypes: () => ({}),
		},
	});
	const keys = { $credentials: credentials };
	return expression.getParameterValue(
		structuredClone(value) as never,
		null,
		0,
		0,
		node.name,
		[],
		'internal',
		keys as never,
	);
}
