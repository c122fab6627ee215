import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** A key for Claude. Its test lists one model. */
export class MultimodalAnthropicApi implements ICredentialType {
	name = 'multimodalAnthropicApi';

	displayName = 'Anthropic API';

	icon = {
		light: 'file:multimodalAnthropic.svg',
		dark: 'file:multimodalAnthropic.dark.svg',
	} as const;

	documentationUrl = 'https://platform.claude.com/docs/en/get-started';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sk-ant-...',
			description:
				'The key of your account: sign in at platform.claude.com, open API Keys and create one. What is asked with it is billed to that account.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.anthropic.com',
			description:
				'Where the service is. Leave it as it is, unless your company has a gateway in between: then its address, without /v1.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'x-api-key': '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			url: '={{ ($credentials.baseUrl || "https://api.anthropic.com").trim().replace(/(\\/v1)?\\/*$/, "") + "/v1/models" }}',
			qs: { limit: 1 },
			headers: { 'anthropic-version': '2026-10-21' },
		},
	};
}
