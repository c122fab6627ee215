import { countImageTokens } from '../../../lib/tokens/count';
import { applyFormula } from '../../../lib/tokens/formula';
import { findTokenModel, listTokenModels } from '../../../lib/tokens/models';
import { GOLDEN_ROWS, WORKED, type GoldenRow } from './goldens';

describe("the providers' worked examples", () => {
	test.each(WORKED.map((each) => [`${each.model} ${each.width}x${each.height}`, each] as const))(
		'%s',
		(_, { model, width, height, options = {}, parameters, expected }) => {
			const row = findTokenModel(model);
			const asked = { ...row, parameters: { ...row.parameters, ...parameters } };
			expect(applyFormula(asked, { width, height }, options)).toMatchObject(expected);
		},
	);
});

describe('goldens', () => {
	test.each(
		GOLDEN_ROWS.map((row) => [`${row.model} ${JSON.stringify(row.options)}`, row] as const),
	)('%s', (_, row) => {
		expect(countAll(row)).toEqual(row.sizes);
	});

	test('there is one for every family', () => {
		const familyOf = (name: string) => findTokenModel(name).family;
		const covered = new Set(GOLDEN_ROWS.map(({ model }) => familyOf(model)));
		expect([...new Set(listTokenModels().map(({ family }) => family))].sort()).toEqual(
			[...covered].sort(),
		);
	});
});

function countAll({ model, options, sizes }: GoldenRow) {
	return sizes.map(([width, height, expected]) => {
		const found = countImageTokens(model, { width, height }, options);
		if (expected === null) return [width, height, found.refusal ? null : 'taken'];
		const { tokens, resizedWidth, resizedHeight, markerTokens } = found;
		const around = markerTokens === undefined ? [] : [markerTokens];
		return [width, height, tokens, resizedWidth, resizedHeight, ...around];
	});
}
