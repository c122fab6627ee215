import { inspect } from 'node:util';
import { FakeHub, REPOSITORY } from './fake-hub';
import { openHarness, recording, runTranscribe, type Harness } from '../../helpers/transcribe';

const TOKEN = 'hf_of_the_credential';
const TYPE = 'multimodalHuggingFaceApi';
const environment = { ...process.env };

let hub: FakeHub;
let harness: Harness;
beforeAll(async () => {
	hub = await new FakeHub().start();
	process.env.HF_ENDPOINT = hub.url;
	delete process.env.HF_TOKEN;
	harness = await openHarness({ credentials: { [TYPE]: { token: ` ${TOKEN}\n` } } });
	process.env.MULTIMODAL_MODELS_DIR = process.env.N8N_USER_FOLDER;
});
afterAll(async () => {
	await harness.close();
	await hub.stop();
	process.env = environment;
});
beforeEach(() => {
	hub.seen.length = 0;
	// A gated model: it is there for those who are known.
	hub.tricks.hub = ({ headers }, response) =>
		!headers.authorization && Boolean(response.writeHead(401).end());
});

const run = async (model: object | undefined, hasCredential: boolean) => {
	const credentials = hasCredential ? { [TYPE]: { id: '1', name: 'Hugging Face' } } : undefined;
	const node = { credentials, onError: 'continueRegularOutput' as const };
	const items = [await harness.itemFromFile(recording('jfk.flac'))];
	const { outputs } = await runTranscribe(harness, items, { ...(model && { model }) }, { node });
	return outputs[0][0].json;
};
const onHub = { __rl: true, mode: 'hub', value: REPOSITORY };

it("sends the credential's token to the hub, and to nobody else", async () => {
	const json = await run(onHub, true);
	const asked = hub.seen.filter(({ host }) => host === 'hub');
	expect(asked.length).toBeGreaterThan(0);
	for (const { headers } of asked) expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
	for (const { headers } of hub.downloads()) expect(headers).not.toHaveProperty('authorization');
	expect(json.details).not.toMatchObject({ code: 'DOWNLOAD_FORBIDDEN' });
	expect(inspect(json, { depth: 10 })).not.toContain(TOKEN);
});

it('says what is needed where there is no token', async () => {
	expect(await run(onHub, false)).toMatchObject({
		error: expect.stringMatching(/Hugging Face credential.*HF_TOKEN/),
		details: { code: 'DOWNLOAD_FORBIDDEN' },
	});
});

it('says which token is wrong, and does not show it', async () => {
	hub.tricks.hub = (_, response) => Boolean(response.writeHead(403).end());
	const json = await run({ ...onHub, value: 'acme/other' }, true);
	expect(json).toMatchObject({
		error: expect.stringMatching(/The token, of the node's Hugging Face credential/),
		details: { code: 'DOWNLOAD_FORBIDDEN', hasToken: true },
	});
	expect(inspect(json, { depth: 10 })).not.toContain(TOKEN);
});

it('asks for no token where the model is of the list', async () => {
	expect(await run(undefined, true)).toMatchObject({ model: 'whisper-tiny.en' });
	expect(hub.seen).toEqual([]);
});
