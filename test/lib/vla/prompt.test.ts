import path from 'node:path';
import { readPromptTokenizer } from '../../../lib/vla/policies/local/tokenizer';
import { policyPrompt, promptVersion, withEmptyToken } from '../../../lib/vla/prompt';
import tabletop from '../../fixtures/golden/openvla-tabletop.json';
import golden from '../../fixtures/golden/openvla.json';

const EMPTY = 29871;
const folder = path.join(__dirname, '../../fixtures/models/openvla-tabletop');

test.each(golden.prompts)(
	'$version "$instruction" reads as the reference has it',
	async ({ version, instruction, prompt, ids }) => {
		const tokenize = await readPromptTokenizer(folder);
		expect(policyPrompt(instruction, version as 'base')).toBe(prompt);
		expect(tokenize(prompt)).toEqual([...ids, EMPTY]);
	},
);

test('the instructions of all pictures become the ids of the reference', async () => {
	const tokenize = await readPromptTokenizer(folder);
	for (const { instruction, prompt_ids: ids } of tabletop.cases)
		expect(tokenize(policyPrompt(instruction))).toEqual(ids);
});

test('the empty token is put last once', () => {
	expect(withEmptyToken([1, 2], EMPTY)).toEqual([1, 2, EMPTY]);
	expect(withEmptyToken([1, EMPTY], EMPTY)).toEqual([1, EMPTY]);
});

test('the version is in the name', () => {
	expect(promptVersion('openvla/openvla-v01-7b')).toBe('v01');
	expect(promptVersion('openvla/openvla-7b')).toBe('base');
});

test('a folder without a tokenizer is refused', async () => {
	await expect(readPromptTokenizer(__dirname)).rejects.toMatchObject({
		code: 'POLICY_CONFIG_INVALID',
	});
});
