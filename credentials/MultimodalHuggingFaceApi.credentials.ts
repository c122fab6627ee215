import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** A token for downloads from the model hub. Its test asks whose it is. */
export class MultimodalHuggingFaceApi implements ICredentialType {
	name = 'multimodalHuggingFaceApi';

	displayName = 'Hugging Face API';

	icon = {
		light: 'file:multimodalHuggingFace.svg',
		dark: 'file:multimodalHuggingFace.dark.svg',
	} as const;

	documentationUrl = 'https://huggingface.co/docs/hub/security-tokens';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. hf_...',
			description:
				"Needed only for models that are private, or whose terms you accepted on their page. Sign in at huggingface.co, open Settings, Access Tokens and create one of type Read. It is used for downloads only: the models run on n8n's machine.",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.token.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: { url: 'https://huggingface.co/api/whoami-v2' },
	};
}
