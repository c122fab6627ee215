import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { sendBearerKey } from '../lib/n8n/bearer-key';

/** OpenAI, or a service or server that speaks as it does; those of one's own may need no key. Its test lists the models. */
export class MultimodalOpenAiApi implements ICredentialType {
	name = 'multimodalOpenAiApi';

	displayName = 'OpenAI-Compatible API';

	icon = {
		light: 'file:multimodalOpenAi.svg',
		dark: 'file:multimodalOpenAi.dark.svg',
	} as const;

	documentationUrl = 'https://platform.openai.com/docs/api-reference/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.openai.com/v1',
			hint: 'Others: vLLM http://host:8000/v1, Ollama http://host:11434/v1, LM Studio http://host:1234/v1, speaches http://host:8000/v1, Groq https://api.groq.com/openai/v1, OpenRouter https://openrouter.ai/api/v1, Gemini https://generativelanguage.googleapis.com/v1beta/openai',
			description:
				'Where the service is. The default is OpenAI itself; many other services and servers of your own understand the same language.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. sk-...',
			description:
				'The key of your account at the service. What is asked with it is billed to that account. Leave it empty for a server of your own that wants none.',
		},
	];

	authenticate = sendBearerKey;

	test: ICredentialTestRequest = {
		request: {
			url: '={{ ($credentials.baseUrl || "https://api.openai.com/v1").trim().replace(/\\/+$/, "") + "/models" }}',
		},
	};
}
