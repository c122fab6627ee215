import { listServiceModels } from '../../../lib/hosted/list-models';
import { MAXIMUM_LISTED_MODELS } from '../../../lib/limits';
import { startAnthropicServer } from '../../helpers/hosted/anthropic-server';
import { startOpenAiServer } from '../../helpers/hosted/open-ai-server';
import { reach, useServer } from './support';

const claude = useServer(startAnthropicServer);
const local = useServer(() => startOpenAiServer('vllm'));

test("Anthropic's models come with their titles, page after page", async () => {
	claude.server.models = Array.from({ length: 1500 }, (_, n) => `claude-${n}`);
	const models = await listServiceModels(reach(claude.server));
	expect(models).toHaveLength(1500);
	expect(models[1]).toEqual({ id: 'claude-1', title: 'Claude 1' });
	expect(claude.server.requests).toHaveLength(2);
});

test('a service without end is listed up to a limit', async () => {
	claude.server.models = Array.from({ length: 5000 }, (_, n) => `claude-${n}`);
	const models = await listServiceModels(reach(claude.server));
	expect(models).toHaveLength(MAXIMUM_LISTED_MODELS);
	expect(claude.server.requests).toHaveLength(2);
});

test("an OpenAI-compatible server's models come by id", async () => {
	local.server.models = ['b', 'a'];
	await expect(listServiceModels(reach(local.server))).resolves.toEqual([{ id: 'b' }, { id: 'a' }]);
});

test('a server with no model loaded lists none', async () => {
	local.server.garbage('{"object": "list", "data": null}');
	await expect(listServiceModels(reach(local.server))).resolves.toEqual([]);
});
