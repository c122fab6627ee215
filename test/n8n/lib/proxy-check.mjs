import { PICTURE } from './example.mjs';
import { createN8n } from './n8n.mjs';
import { postFile } from './post.mjs';
import { startProxy } from './proxy.mjs';
import { openRestAgain } from './rest.mjs';
import { ANSWER, startServices } from './services.mjs';
import { createCredential, latestRun, publish, webhookTo } from './workflows.mjs';

/** No such host is anywhere: only the proxy can know it. */
const HOST = 'claude.invalid';

/** Where n8n has to use a proxy, hosted models are called through it. */
export async function proxyCheck({ n8n, checks, folder, installation }) {
	checks.step('Hosted models through a proxy');
	const services = await startServices();
	const proxy = await startProxy(services.anthropic.baseUrl);
	const variables = proxyVariables(proxy.url);
	const server = await createN8n({ installation, folder, tarball: n8n.tarball, variables });
	try {
		await server.start();
		const rest = await openRestAgain(server.url);
		const ask = asker({ server, rest, apiKey: services.anthropic.apiKey });
		await checkBoth({ ask, proxy, checks });
	} finally {
		await server.stop();
		await proxy.close();
		await services.close();
	}
}

/** In both spellings, each before what this process has. */
const proxyVariables = (url) => ({
	...{ HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '' },
	...{ http_proxy: url, https_proxy: url, no_proxy: '' },
});

function asker({ server, rest, apiKey }) {
	return async (scheme) => {
		const path = `ask-by-${scheme}`;
		const data = { apiKey, baseUrl: `${scheme}://${HOST}` };
		const credentials = await createCredential(rest, 'multimodalAnthropicApi', scheme, data);
		const parameters = { options: { tries: 1 } };
		const node = { type: 'imageToTokens', parameters, credentials };
		const id = await publish(rest, webhookTo(path, node));
		const answer = await postFile(`${server.url}/webhook/${path}`, PICTURE, 'image/jpeg');
		return { ...answer, run: await latestRun(rest, id) };
	};
}

async function checkBoth({ ask, proxy, checks }) {
	const { json, text } = await ask('http');
	checks.check(
		'The answer comes through the proxy',
		json?.text === ANSWER && proxy.asked.includes(`http://${HOST}/v1/messages`),
		`${text} ${proxy.asked.join(' ')}`,
	);
	const { status, run } = await ask('https');
	checks.check(
		'An encrypted call asks it for a connection',
		status === 500 && proxy.asked.includes(`${HOST}:443`),
		`${run} ${proxy.asked.join(' ')}`,
	);
}
