import { checkCredentials } from './credential-check.mjs';
import { PICTURE, RECORDING } from './example.mjs';
import { findInDatabase, findInFiles } from './find-secrets.mjs';
import { createN8n } from './n8n.mjs';
import { postFile } from './post.mjs';
import { openRestAgain } from './rest.mjs';
import { ANSWER, HEARD, MODEL, startServices } from './services.mjs';
import { createCredential, latestRun, publish, webhookTo } from './workflows.mjs';

/** No account's: refused, and as secret as the right one. */
const WRONG_KEY = ['sk-ant-api03', 'wRoNg7QfKzX3mVbT9pLhY2cJ6d1aE8uR'].join('-');

/** Hosted models from a webhook, with keys from n8n's own store, which nothing else ever holds. */
export async function hostedCheck({ n8n, checks, folder, installation }) {
	checks.step('Hosted models: credentials, a picture, a recording');
	const services = await startServices();
	// All that n8n can be made to say.
	const variables = { N8N_LOG_LEVEL: 'debug' };
	const server = await createN8n({ installation, folder, tarball: n8n.tarball, variables });
	try {
		await server.start();
		const rest = await openRestAgain(server.url);
		await checkCredentials({ rest, checks, services, wrongKey: WRONG_KEY });
		await checkPicture({ server, rest, checks, services });
		await checkRecording({ server, rest, checks, services });
	} finally {
		await server.stop();
		await services.close();
	}
	checkSecrets({ checks, folder, installation, services });
}

async function checkPicture({ server, rest, checks, services }) {
	const { baseUrl } = services.anthropic;
	const credential = async (apiKey) =>
		await createCredential(rest, 'multimodalAnthropicApi', 'Anthropic', { apiKey, baseUrl });
	const ask = async (path, credentials) => {
		// As it is dragged in.
		const node = { type: 'imageToTokens', parameters: {}, credentials };
		const id = await publish(rest, webhookTo(path, node));
		const answer = await postFile(`${server.url}/webhook/${path}`, PICTURE, 'image/jpeg');
		return { ...answer, run: await latestRun(rest, id) };
	};
	const { json, text } = await ask('ask', await credential(services.anthropic.apiKey));
	const { model, messages } = services.anthropic.requests.at(-1).body;
	checks.check('A picture is answered', json?.text === ANSWER && json.model === MODEL, text);
	checks.check(
		'It went with the question',
		model === MODEL && messages[0].content.some((part) => part.text?.includes('key takeaway')),
		JSON.stringify(messages).slice(0, 500),
	);
	// The picture alone is 368.
	const { inputTokens, outputTokens, cost } = json?.usage ?? {};
	checks.check(
		'Its tokens and cost are told',
		inputTokens > 368 && outputTokens > 0 && cost > 0,
		text,
	);
	const refused = await ask('ask-refused', await credential(WRONG_KEY));
	checks.check(
		'A key that is refused fails the run, in words',
		refused.status === 500 && /invalid x-api-key/.test(refused.run),
		refused.run,
	);
}

async function checkRecording({ server, rest, checks, services }) {
	const { baseUrl, apiKey, uploads } = services.hearing;
	const data = { baseUrl, apiKey };
	const credentials = await createCredential(rest, 'multimodalOpenAiApi', 'Hearing', data);
	const parameters = { engine: 'openAi' };
	await publish(rest, webhookTo('hear', { type: 'transcribe', parameters, credentials }));
	const { json, text } = await postFile(`${server.url}/webhook/hear`, RECORDING, 'audio/flac');
	checks.check('A recording is heard', json?.text === HEARD && json.segments?.[0]?.end > 10, text);
	checks.check('It went up once, whole', uploads.length === 1 && uploads[0].seconds > 10);
}

/** Answers are found where they belong, so that not to find a key means something. */
function checkSecrets({ checks, folder, installation, services }) {
	const keys = [services.anthropic.apiKey, services.openAi.apiKey, WRONG_KEY];
	const found = findInDatabase({ installation, folder }, [ANSWER, ...keys]);
	checks.check(
		'The database keeps the answer and no key',
		found.length > 0 && found.every(([, text]) => text === ANSWER),
		JSON.stringify(found),
	);
	const log = findInFiles(folder, ['Webhook']);
	const files = findInFiles(folder, keys);
	checks.check(
		'No file holds a key, nor does the log at its most talkative',
		log.some((file) => file.endsWith('n8n.log')) && files.length === 0,
		files.join(' '),
	);
}
