import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { openAsking, runAsking, type Asking } from '../../helpers/ask';
import { table } from '../../helpers/vla';

let asking: Asking;
beforeAll(async () => (asking = await openAsking()));
afterAll(async () => await asking.close());
beforeEach(() => asking.forget());

const ACTION = { x: 0.01, y: 0, z: -0.02, roll: 0, pitch: 0, yaw: 0, gripper: 1 };

async function act(parameters: IDataObject, node: Partial<INode> = {}) {
	const input = [await asking.harness.itemFromFile(table(0))];
	const options = { annotate: false, maximumAge: 600, robotName: randomUUID() };
	const all = { policy: 'vlm', instruction: 'push the blue ball', options, ...parameters };
	return await runAsking(asking.harness, input, 'vlaAction', all, node);
}

it.each(['anthropic', 'openAi'] as const)(
	'asks a model of %s for an action, warns of it, and moves nothing',
	async (provider) => {
		asking[provider].answerWith(JSON.stringify(ACTION));
		const { items, error, hints } = await act({ provider });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			proposed: ACTION,
			action: { x: 0, z: 0, gripper: null },
			...{ dryRun: true, engine: 'vlm', instruction: 'push the blue ball' },
			warnings: [expect.stringMatching(/not trained to move robots/)],
		});
		expect(hints).toEqual(
			expect.arrayContaining([expect.stringMatching(/slow .* and unproven guesses/)]),
		);
		const [request] = asking[provider].requests;
		expect(JSON.stringify(request.body)).toContain('push the blue ball');
	},
);

it('tells the tokens of a model, and what they cost where its price is known', async () => {
	const usageOf = async (provider: 'anthropic' | 'openAi') => {
		asking[provider].answerWith(JSON.stringify(ACTION));
		const { items } = await act({ provider });
		return items[0].json.usage as Record<string, number>;
	};
	const [priced, unpriced] = [await usageOf('anthropic'), await usageOf('openAi')];
	for (const { inputTokens, outputTokens, durationMs } of [priced, unpriced])
		expect(Math.min(inputTokens, outputTokens, durationMs)).toBeGreaterThan(0);
	// Claude Opus 4.8: 5 and 25 dollars a million.
	const { inputTokens, outputTokens, cost } = priced;
	expect(cost).toBeCloseTo((5 * inputTokens + 25 * outputTokens) / 1e6, 12);
	expect(unpriced).not.toHaveProperty('cost');
});

it('holds back what a model dreams up', async () => {
	asking.anthropic.answerWith(JSON.stringify({ ...ACTION, x: 0.05, yaw: 0.25 }));
	const strict = { options: { annotate: false, maximumAge: 600, maxStep: 0.04 } };
	const { items } = await act({ provider: 'anthropic', ...strict });
	expect(items[0].json).toMatchObject({ safe: false, proposed: { x: 0, yaw: 0 } });
	expect(items[0].json.reasons).toMatchObject([{ code: 'STEP_TOO_LARGE', axis: 'x' }]);
});

it('says where no credential is chosen', async () => {
	const { error } = await act({ provider: 'anthropic' }, { credentials: {} });
	expect(error!.message).toMatch(/no credential is chosen/);
	expect(asking.anthropic.requests).toEqual([]);
});
