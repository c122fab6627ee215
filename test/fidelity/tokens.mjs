/** What pictures cost in tokens: the providers' worked examples, and goldens of transformers and of the rules worked anew. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/build.mjs';
import { lib } from './lib/context.mjs';

const golden = (name) =>
	JSON.parse(readFileSync(path.join(root, 'test/fixtures/golden', `${name}.json`), 'utf8'));

const { countImageTokens, findTokenModel } = lib('tokens/count.js');
const { applyFormula } = lib('tokens/formula.js');

export function compare(report) {
	for (const example of golden('tokens-worked')) compareExample(report, example);
	compareGoldens(report, golden('tokens').rows);
}

function compareExample(report, example) {
	const { source, model, width, height, options = {}, parameters, expected } = example;
	const row = findTokenModel(model);
	const asked = { ...row, parameters: { ...row.parameters, ...parameters } };
	const found = applyFormula(asked, { width, height }, options);
	const same = Object.keys(expected).every((name) => found[name] === expected[name]);
	const how = Object.entries({ ...options, ...parameters }).map(([name, value]) =>
		name === 'isVideoFrame' ? 'frame' : `${name} ${value}`,
	);
	const what = [model, `${width}x${height}`, ...how].join(' ');
	report(what, shown(found, expected), `${shown(expected, expected)} (${source})`, same);
}

function shown({ tokens, resizedWidth, resizedHeight }, { resizedWidth: isResizeTold }) {
	return isResizeTold ? `${tokens} at ${resizedWidth}x${resizedHeight}` : `${tokens}`;
}

function compareGoldens(report, rows) {
	const familyOf = ({ model }) => findTokenModel(model).family;
	for (const family of new Set(rows.map(familyOf))) {
		const ofFamily = rows.filter((row) => familyOf(row) === family);
		const equal = ofFamily.map(({ sizes, ...row }) => {
			return sizes.filter((size) => isEqual(row, size)).length;
		});
		const count = sum(equal);
		const all = sum(ofFamily.map(({ sizes }) => sizes.length));
		const what = `${family}: ${ofFamily.length} models and options`;
		report(what, `${count} of ${all} equal`, `${all}`, count === all);
	}
}

function isEqual({ model, options }, [width, height, tokens, ...others]) {
	const found = countImageTokens(model, { width, height }, options);
	if (tokens === null) return found.refusal !== undefined;
	const { resizedWidth, resizedHeight, markerTokens } = found;
	const expected = [tokens, ...others];
	return [found.tokens, resizedWidth, resizedHeight, markerTokens]
		.slice(0, expected.length)
		.every((number, i) => number === expected[i]);
}

function sum(numbers) {
	return numbers.reduce((total, number) => total + number, 0);
}
