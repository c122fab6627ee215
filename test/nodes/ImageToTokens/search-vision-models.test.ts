import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { searchVisionModels } from '../../../nodes/ImageToTokens/search-vision-models';

const search = async (filter?: string) =>
	(await searchVisionModels.call({} as ILoadOptionsFunctions, filter)).results;

test('lists the vision encoders, the default first, in lines that are not cut off', async () => {
	const results = await search();
	expect(results[0]).toEqual({
		name: 'DINOv2 Small: 384 numbers a token, 25 MB',
		value: 'dinov2-small',
	});
	expect(results).toHaveLength(4);
	for (const { name } of results) expect(name.length).toBeLessThanOrEqual(48);
});

test('narrows the list to what is typed', async () => {
	expect((await search('siglip')).map(({ value }) => value)).toEqual([
		'siglip-base-patch16-224-vision',
	]);
});
