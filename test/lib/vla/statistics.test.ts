import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chooseUnnormKey, parseStatistics, readStatistics } from '../../../lib/vla/statistics';
import golden from '../../fixtures/golden/openvla.json';

const fixture = path.join(__dirname, '../../fixtures/models/openvla-tabletop');
const several = parseStatistics(
	Object.fromEntries(Object.entries(golden.norm_stats).map(([key, action]) => [key, { action }])),
	'test',
);
const { bridge_orig: one } = several;

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'statistics-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: unknown) =>
	writeFileSync(
		path.join(folder, name),
		typeof content === 'string' ? content : JSON.stringify(content),
	);
const read = () => readStatistics(folder);

test('reads those of a saved policy', async () => {
	const { tabletop } = await readStatistics(fixture);
	expect(tabletop.action.q99).toEqual([0.05, 0.05, 0.05, 0.25, 0.25, 0.25, 1]);
	expect(tabletop.action.mask?.[6]).toBe(false);
});

test('config.json says it where there is no file of statistics', async () => {
	cpSync(path.join(fixture, 'config.json'), path.join(folder, 'config.json'));
	expect(await read()).toEqual(await readStatistics(fixture));
});

test('the file of statistics goes before config.json', async () => {
	cpSync(path.join(fixture, 'config.json'), path.join(folder, 'config.json'));
	write('dataset_statistics.json', { mine: one });
	expect(await read()).toEqual({ mine: one });
});

test('a policy without statistics is refused', async () => {
	await expect(read()).rejects.toMatchObject({ code: 'STATISTICS_MISSING' });
	write('config.json', { norm_stats: {} });
	await expect(read()).rejects.toMatchObject({ code: 'STATISTICS_MISSING' });
});

test.each([
	['no action', {}],
	['no quantiles', { action: {} }],
	['no numbers', { action: { q01: ['a'], q99: ['b'] } }],
	['two lengths', { action: { q01: [0, 0], q99: [1] } }],
	['a mask of another length', { action: { q01: [0, 0], q99: [1, 1], mask: [true] } }],
	['a mask of numbers', { action: { q01: [0], q99: [1], mask: [1] } }],
])('statistics with %s are refused by name', async (_what, dataset) => {
	write('dataset_statistics.json', { mine: dataset });
	await expect(read()).rejects.toMatchObject({
		code: 'STATISTICS_INVALID',
		message: expect.stringContaining('mine.') as string,
	});
});

test.each([
	['no bounds', {}],
	['one bound', { min: [0, 0] }],
	['bounds that are no numbers', { min: [0, null], max: [1, 1] }],
	['a bound of another length', { min: [0, 0], max: [1] }],
])('%s keep no policy from its quantiles', async (_what, bounds) => {
	const action = { q01: [0, 0], q99: [1, 1] };
	write('dataset_statistics.json', { mine: { action: { ...action, ...bounds } } });
	expect(await read()).toEqual({ mine: { action } });
});

test('reads bounds where both fit', async () => {
	const action = { q01: [0], q99: [1], min: [-1], max: [2] };
	write('dataset_statistics.json', { mine: { action } });
	expect(await read()).toEqual({ mine: { action } });
});

test("a damaged part that no action is made of, such as the robot's state, is not read", async () => {
	write('dataset_statistics.json', { mine: { ...one, proprio: { q01: ['a'] } } });
	expect(await read()).toEqual({ mine: one });
});

test('a file that is no JSON is refused', async () => {
	write('dataset_statistics.json', '{"mine": {"action": {"q01": [NaN]}}}');
	await expect(read()).rejects.toMatchObject({ code: 'STATISTICS_INVALID' });
});

test('the only data set needs no name; of several none is guessed', () => {
	expect(chooseUnnormKey({ mine: one })).toBe('mine');
	expect(chooseUnnormKey({ mine: one }, '  ')).toBe('mine');
	expect(chooseUnnormKey(several, ' bridge_orig ')).toBe('bridge_orig');
	expect(() => chooseUnnormKey(several)).toThrow(
		expect.objectContaining({
			code: 'UNNORM_KEY_MISSING',
			message: expect.stringContaining('"bridge_orig", "fractal20220817_data"') as string,
		}),
	);
});

test('a wrong name is refused, also where there is only one', () => {
	for (const known of [several, { mine: one }])
		expect(() => chooseUnnormKey(known, 'bridge')).toThrow(
			expect.objectContaining({
				code: 'UNNORM_KEY_UNKNOWN',
				details: { found: 'bridge', known: Object.keys(known) },
			}),
		);
	expect(() => chooseUnnormKey({ mine: one }, 'toString')).toThrow();
});
