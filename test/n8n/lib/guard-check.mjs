import { PICTURE } from './example.mjs';
import { createN8n } from './n8n.mjs';
import { postFile, postJson } from './post.mjs';
import { openRestAgain } from './rest.mjs';
import { startServices } from './services.mjs';
import { createCredential, latestRun, publish, webhookTo } from './workflows.mjs';

/** This machine, and where clouds tell a machine its secrets. */
const ADDRESSES = ['http://127.0.0.1:9/chart.png', 'http://169.254.169.254/latest/meta-data/'];
/** As n8n says it. */
const REFUSAL = 'The request was blocked because it resolves to a restricted IP address';

/** n8n's protection of internal addresses holds for the addresses of pictures and of services. */
export async function guardCheck({ n8n, checks, folder, installation }) {
	checks.step("n8n's protection of internal addresses");
	const services = await startServices();
	const variables = { N8N_SSRF_PROTECTION_ENABLED: 'true' };
	const server = await createN8n({ installation, folder, tarball: n8n.tarball, variables });
	try {
		await server.start();
		const rest = await openRestAgain(server.url);
		await checkPictures({ server, rest, checks });
		await checkService({ server, rest, checks, services });
	} finally {
		await server.stop();
		await services.close();
	}
}

async function checkPictures({ server, rest, checks }) {
	const parameters = {
		...{ operation: 'count', sizeSource: 'picture' },
		...{ inputSource: 'url', url: '={{ $json.body.url }}' },
	};
	const id = await publish(rest, webhookTo('count-url', { type: 'imageToTokens', parameters }));
	for (const url of ADDRESSES) {
		const { status } = await postJson(`${server.url}/webhook/count-url`, { url });
		const run = await latestRun(rest, id);
		checks.check(`A picture at ${url} is refused`, status === 500 && run.includes(REFUSAL), run);
	}
}

async function checkService({ server, rest, checks, services }) {
	const { baseUrl, apiKey, requests } = services.openAi;
	const data = { baseUrl, apiKey };
	const credentials = await createCredential(rest, 'multimodalOpenAiApi', 'Inside', data);
	const parameters = { provider: 'openAi' };
	const node = { type: 'imageToTokens', parameters, credentials };
	const id = await publish(rest, webhookTo('ask-inside', node));
	const { status } = await postFile(`${server.url}/webhook/ask-inside`, PICTURE, 'image/jpeg');
	const run = await latestRun(rest, id);
	checks.check(
		'So is a service on this machine, before anything is sent',
		status === 500 && run.includes(REFUSAL) && requests.length === 0,
		run,
	);
}
