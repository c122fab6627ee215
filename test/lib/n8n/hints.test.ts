import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { addHint } from '../../../lib/n8n/hints';
import { MAXIMUM_HINTS } from '../../../lib/limits';

function createContext() {
	const hints: NodeExecutionHint[] = [];
	const addExecutionHints = (...added: NodeExecutionHint[]) => hints.push(...added);
	return { context: { addExecutionHints } as unknown as IExecuteFunctions, hints };
}

describe('addHint', () => {
	it('shows the sentence above the output', () => {
		const { context, hints } = createContext();
		addHint(context, 'warning', 'The file ends early.');
		expect(hints).toEqual([
			{ type: 'warning', message: 'The file ends early.', location: 'outputPane' },
		]);
	});

	it('says once that there is more, each run for itself', () => {
		const [many, few] = [createContext(), createContext()];
		for (let i = 0; i < 100; i++) addHint(many.context, 'info', `note ${i}`);
		addHint(few.context, 'info', 'note');
		expect(many.hints).toHaveLength(MAXIMUM_HINTS + 1);
		expect(many.hints.at(-1)?.message).toMatch(/more to say/);
		expect(few.hints).toHaveLength(1);
	});

	it('shows each sentence once', () => {
		const { context, hints } = createContext();
		for (let i = 0; i < 100; i++) addHint(context, 'info', 'note');
		expect(hints).toHaveLength(1);
	});

	it('is silent where there is no place for hints', () => {
		expect(() => addHint({} as IExecuteFunctions, 'info', 'note')).not.toThrow();
	});
});
