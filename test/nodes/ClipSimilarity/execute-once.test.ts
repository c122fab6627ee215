import type { INodeExecutionData } from 'n8n-workflow';
import { openHarness, runClip, shape, type Harness } from '../../helpers/clip';

let harness: Harness;
let pictures: INodeExecutionData[];

beforeAll(async () => {
	harness = await openHarness();
	const files = ['red-heart', 'green-star'].map(shape);
	pictures = await Promise.all(files.map(async (file) => await harness.itemFromFile(file)));
});
afterAll(async () => await harness.close());

async function hintsOf(operation: string, executeOnce: boolean, items = pictures) {
	const parameters = { operation, query: 'a heart', options: { logitScale: 100 } };
	const { error, hints } = await runClip(harness, items, parameters, { node: { executeOnce } });
	expect(error).toBeUndefined();
	return hints;
}

it.each(['search', 'deduplicate'])('warns that a %s sees one picture', async (operation) => {
	expect(await hintsOf(operation, true)).toEqual([
		expect.stringMatching(/^"Execute Once" is on .* only the first picture/),
	]);
});

it('answers the advice that n8n gives for a search of many', async () => {
	expect(await hintsOf('search', false)).toEqual([
		expect.stringMatching(/^All 2 pictures .* Leave "Execute Once" off/),
	]);
	expect(await hintsOf('search', false, pictures.slice(0, 1))).toEqual([]);
	expect(await hintsOf('deduplicate', false)).toEqual([]);
	expect(await hintsOf('classify', true)).toEqual([]);
});
