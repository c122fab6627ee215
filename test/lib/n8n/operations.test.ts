import {
	chosenNameOf,
	chosenOperation,
	operationField,
	subtitleOf,
} from '../../../lib/n8n/operations';

const options = [
	{ name: 'Count Tokens', value: 'count' },
	{ name: 'Say "Cheese"', value: 'say' },
];

it('makes a field that no expression decides', () => {
	const field = operationField(options, 'say', 'What to do');
	expect(field).toMatchObject({ name: 'operation', noDataExpression: true, options });
	expect(field).toMatchObject({ default: 'say', description: 'What to do' });
});

describe('the subtitle', () => {
	const evaluated = (expression: string, $parameter: object): unknown =>
		new Function('$parameter', `return ${expression}`)($parameter);

	it('names the operation as the field does, quotes too', () => {
		const [, expression] = /^=\{\{ (.+) \}\}$/.exec(subtitleOf(options))!;
		expect(evaluated(expression, { operation: 'count' })).toBe('Count Tokens');
		expect(evaluated(expression, { operation: 'say' })).toBe('Say "Cheese"');
	});

	it('may name what another field says', () => {
		const expression = chosenNameOf('strategy', options);
		expect(evaluated(expression, { operation: 'count', strategy: 'say' })).toBe('Say "Cheese"');
	});
});

describe('chosenOperation', () => {
	const operations = { count: { run: () => 1 }, say: { run: () => 'cheese' } };

	it('finds what the field says', () => {
		expect(chosenOperation(operations, 'say').run()).toBe('cheese');
	});

	it.each(['delete', 'toString', '', undefined, null])('refuses %p and lists them', (found) => {
		expect(() => chosenOperation(operations, found)).toThrow(
			`"Operation" must be one of count, say, but it is "${found}"`,
		);
	});
});
