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
	write('dataset_statistics.json', { mine: { action: one.action, proprio: one.action } });
	expect(await read()).toEqual({ mine: { action: one.action, state: one.action } });
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
	['a damaged state', { action: { q01: [0], q99: [1] }, proprio: 5 }],
])('statistics with %s are refused by name', async (_what, dataset) => {
	write('dataset_statistics.json', { mine: dataset });
	await expect(read()).rejects.toMatchObject({
		code: 'STATISTICS_INVALID',
		message: expect.stringContaining('mine.') as string,
	});
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
