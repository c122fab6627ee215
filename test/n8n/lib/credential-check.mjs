/** n8n's own button "Test" of both kinds of credential, with the right key and with another. */
export async function checkCredentials({ rest, checks, services, wrongKey }) {
	for (const [type, { baseUrl, apiKey }] of [
		['multimodalAnthropicApi', services.anthropic],
		['multimodalOpenAiApi', services.openAi],
	]) {
		const test = async (key) => {
			const data = { baseUrl, apiKey: key };
			const credentials = { id: '', name: 'Test', type, data };
			const { body } = await rest('POST', '/rest/credentials/test', { credentials });
			return body?.data;
		};
		const right = await test(apiKey);
		checks.check(`The test of ${type} holds`, right?.status === 'OK', JSON.stringify(right));
		const wrong = await test(wrongKey);
		checks.check(
			'It fails with another key, and does not show it',
			wrong?.status === 'Error' && !JSON.stringify(wrong).includes(wrongKey),
			JSON.stringify(wrong),
		);
	}
}
