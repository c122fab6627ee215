import { requireTypeScript } from './typescript.mjs';

const helper = (name) => requireTypeScript(`test/helpers/hosted/${name}`);

/** What Image to Tokens asks when it is dragged in. */
export const MODEL = 'claude-opus-4-8';
/** What the services answer, whatever they are sent. */
export const ANSWER = 'Rockets go up.';
export const HEARD = 'Ask not what your country can do for you.';

/** The services that the other tests use too, on the loopback: Anthropic's, OpenAI's, and one that hears. */
export async function startServices() {
	const anthropic = await helper('anthropic-server').startAnthropicServer();
	anthropic.models = [...anthropic.models, MODEL];
	anthropic.answerWith(ANSWER);
	const openAi = await helper('open-ai-server').startOpenAiServer();
	const { apiKey } = openAi;
	const hearing = await helper('transcription-server').startTranscriptionServer({
		apiKey,
		listen: ({ seconds }) => ({
			text: HEARD,
			language: 'english',
			segments: [{ start: 0, end: seconds, text: HEARD }],
		}),
	});
	return {
		anthropic,
		openAi,
		hearing: { baseUrl: hearing.baseUrl, apiKey, uploads: hearing.uploads },
		close: async () =>
			await Promise.all([anthropic, openAi, hearing].map((server) => server.close())),
	};
}
