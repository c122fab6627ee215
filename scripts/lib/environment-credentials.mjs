/**
 * Keys of hosted services, for runs without n8n's store of credentials: ANTHROPIC_API_KEY, and OPENAI_API_KEY or
 * OPENAI_BASE_URL (a server of one's own may need no key). Gives them by the type of credential.
 */
export function credentialsFromEnvironment(env = process.env) {
	const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, OPENAI_API_KEY, OPENAI_BASE_URL, HF_TOKEN } = env;
	return {
		...(ANTHROPIC_API_KEY && {
			multimodalAnthropicApi: {
				apiKey: ANTHROPIC_API_KEY,
				baseUrl: ANTHROPIC_BASE_URL || 'https://api.anthropic.com',
			},
		}),
		...((OPENAI_API_KEY || OPENAI_BASE_URL) && {
			multimodalOpenAiApi: {
				apiKey: OPENAI_API_KEY ?? '',
				baseUrl: OPENAI_BASE_URL || 'https://api.openai.com/v1',
			},
		}),
		...(HF_TOKEN && { multimodalHuggingFaceApi: { token: HF_TOKEN } }),
	};
}

/** The workflow with these credentials chosen in each node; one that names its own keeps it. */
export function chooseCredentials(workflow, credentials) {
	const chosen = Object.fromEntries(
		Object.keys(credentials).map((type) => [type, { id: type, name: 'From the environment' }]),
	);
	const nodes = workflow.nodes.map((node) => ({
		...node,
		credentials: { ...chosen, ...node.credentials },
	}));
	return { ...workflow, nodes };
}
