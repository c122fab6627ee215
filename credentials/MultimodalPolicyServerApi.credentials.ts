import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { sendBearerKey } from '../lib/n8n/bearer-key';

/** A server that runs a robot's policy: OpenVLA, OpenVLA-OFT or openpi. Its test asks whether anything answers there. */
export class MultimodalPolicyServerApi implements ICredentialType {
	name = 'multimodalPolicyServerApi';

	displayName = 'Robot Policy Server API';

	icon = {
		light: 'file:multimodalPolicyServer.svg',
		dark: 'file:multimodalPolicyServer.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/openvla/openvla';

	properties: INodeProperties[] = [
		{
			displayName: 'Server Address',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. http://robot-pc:8000',
			hint: 'OpenVLA http://host:8000/act, OpenVLA-OFT http://host:8777/act, openpi ws://host:8000',
			description:
				"Where the policy's server is, as n8n's machine reaches it. It begins with http://, https://, ws:// or wss://; a path of its own is needed only where the server has another than the usual one.",
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for a server that asks for one, or a gateway before it. OpenVLA and openpi ask for none by themselves: leave it empty for them, and keep them in a network that nobody else reaches.',
		},
	];

	authenticate = sendBearerKey;

	test: ICredentialTestRequest = {
		request: {
			// openpi has a health route, OpenVLA none: any answer but these shows that a server is there.
			ignoreHttpStatusErrors: { ignore: true, except: [401, 403, 502, 503, 504] },
			url: '={{ $credentials.url.trim().replace(/^ws/i, "http").replace(/^(https?:\\/\\/[^/?#]*).*$/i, "$1") + "/healthz" }}',
		},
	};
}
