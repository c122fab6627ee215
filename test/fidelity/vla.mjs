/** OpenVLA's contract against numpy, Pillow and the reference's tokenizer, and its small policy against onnxruntime in Python. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/build.mjs';
import { createContext, lib } from './lib/context.mjs';
import { gaps, mean } from './lib/numbers.mjs';

const { createActionTokens } = lib('vla/action-tokens.js');
const { readPromptTokenizer } = lib('vla/policies/local/tokenizer.js');
const { policyPrompt, withEmptyToken } = lib('vla/prompt.js');
const { parseStatistics } = lib('vla/statistics.js');
const { unnormalise } = lib('vla/unnormalise.js');
const { VLA_REQUIREMENT } = lib('vla/requirement.js');
const task = lib('vla/task.js');
const { decodeImage } = lib('media/image/decode.js');
const { preprocess } = lib('media/image/processor.js');
const { readImageProcessor } = lib('media/image/processor-config.js');
const { resolveModel } = lib('models/resolve.js');

const fixture = (...names) => path.join(root, 'test/fixtures', ...names);
const golden = (name) => JSON.parse(readFileSync(fixture('golden', `${name}.json`), 'utf8'));
const policyFolder = fixture('models/openvla-tabletop');

const NUMBER_ERROR = 1e-9;
const PIXEL_ERROR = 0.02;
const VOCABULARY = 32_000;
const BINS = 256;
const EMPTY_TOKEN = 29_871;

export async function compare(report) {
	const contract = golden('openvla');
	compareBins(report, contract);
	compareActions(report, contract);
	await comparePrompts(report, contract);
	await comparePixels(report, contract);
	await compareCrops(report, golden('openvla-centre-crop'));
	await compareTabletop(report, golden('openvla-tabletop'));
}

function compareBins(report, { decode, encode }) {
	const tokens = createActionTokens(VOCABULARY, BINS);
	const entries = Object.entries(decode);
	const found = entries.map(([token]) => tokens.decode(Number(token)));
	const expected = entries.map(([, value]) => value);
	reportNumbers(report, `numbers of ${entries.length} tokens`, gaps(found, expected));
	reportSame(
		report,
		`tokens of ${encode.length} numbers`,
		encode.filter(([value, token]) => tokens.encode(value) === token).length,
		encode.length,
	);
}

function compareActions(report, { norm_stats: stats, unnormalize }) {
	const json = Object.entries(stats).map(([key, action]) => [key, { action }]);
	const statistics = parseStatistics(Object.fromEntries(json), 'golden');
	const tokens = createActionTokens(VOCABULARY, BINS);
	for (const { unnorm_key: key, tokens: ids, normalized, action } of unnormalize) {
		const numbers = ids.map((token) => tokens.decode(token));
		const found = unnormalise(numbers, statistics[key].action);
		const errors = [...gaps(numbers, normalized), ...gaps(found, action)];
		reportNumbers(report, `action of ${ids.slice(0, 3)} ... by ${key}`, errors);
	}
}

async function comparePrompts(report, { prompts }) {
	const tokenize = await readPromptTokenizer(policyFolder);
	for (const { version, instruction, prompt, ids } of prompts) {
		const isSame =
			policyPrompt(instruction, version) === prompt &&
			String(tokenize(prompt)) === String(withEmptyToken(ids, EMPTY_TOKEN));
		report(
			`prompt ${version} of ${JSON.stringify(instruction).slice(0, 34)}`,
			isSame ? 'identical' : 'different',
			'identical',
			isSame,
		);
	}
}

async function comparePixels(report, { preprocess: pictures }) {
	const saved = await readImageProcessor(policyFolder);
	const { toPrismaticProcessor } = lib('media/image/prismatic-processor.js');
	const fields = JSON.parse(
		readFileSync(path.join(policyFolder, 'preprocessor_config.json'), 'utf8'),
	);
	for (const [name, { shape, mean: means, samples }] of Object.entries(pictures)) {
		const [file, strategy] = name.split('|');
		const processor =
			strategy === 'resize-naive'
				? saved
				: toPrismaticProcessor({ ...fields, image_resize_strategy: strategy });
		const image = await decodeImage(fixture('image', file), { transparency: 'ignore' });
		const { pixels, size } = preprocess(image, processor);
		const [channels, height, width] = shape;
		const area = height * width;
		const isShaped = pixels.length === channels * area && size.width === width;
		const errors = [
			...gaps(
				samples.map(([channel, y, x]) => pixels[channel * area + y * width + x]),
				samples.map(([, , , value]) => value),
			),
			...gaps(
				means.map((_, i) => mean(pixels.subarray(i * area, (i + 1) * area))),
				means,
			),
		];
		const worst = Math.max(...errors);
		report(
			`six channels of ${file}, ${strategy}`,
			`max ${worst.toExponential(1)}, mean ${mean(errors).toExponential(1)}`,
			`<= ${PIXEL_ERROR}`,
			isShaped && worst <= PIXEL_ERROR,
		);
	}
}

/** The widest of OpenVLA's colours: a level of a byte in the unit of its pixels. */
const LEVEL = 1 / 255 / 0.2236;

async function compareCrops(report, { size, area, step, pictures }) {
	const square = { width: size, height: size };
	const processor = { zoom: { size: square, area }, filter: 'bicubic', rescaleFactor: 1 };
	for (const { file, samples } of pictures) {
		const image = await decodeImage(fixture('image', file), { transparency: 'ignore' });
		const { resized } = preprocess(image, processor);
		const found = resized.data.filter((_, i) => i % step === 0);
		const errors = gaps(found, samples).map((levels) => levels * LEVEL);
		const worst = Math.max(...errors);
		report(
			`middle 90 % of ${file}`,
			`max ${worst.toExponential(1)}, mean ${mean(errors).toExponential(1)}`,
			`<= ${PIXEL_ERROR}`,
			worst <= PIXEL_ERROR,
		);
	}
}

async function compareTabletop(report, { cases, right_object: rightObject }) {
	const source = { mode: 'folder', value: policyFolder };
	const model = await resolveModel(source, VLA_REQUIREMENT);
	const context = await createContext();
	const answers = [];
	for (const { file, instruction } of cases) {
		const asked = { instruction, centreCrop: false, onlyActionTokens: false };
		const request = { file: fixture('image/table', file), ...asked };
		answers.push(await task.run({ model, request }, context));
	}
	const same = answers.filter(({ tokens }, i) => String(tokens) === String(cases[i].tokens)).length;
	reportSame(report, `tabletop: tokens of ${cases.length} pictures`, same, cases.length);
	const errors = answers.flatMap(({ normalized, action }, i) => [
		...gaps(normalized, cases[i].normalized),
		...gaps(action, cases[i].action),
	]);
	reportNumbers(report, `tabletop: actions of ${cases.length} pictures`, errors);
	const right = answers.filter(({ normalized }, i) => aimsAtTarget(normalized, cases[i])).length;
	const share = right / cases.length;
	report('tabletop: right object', share.toFixed(3), rightObject.toFixed(3), share >= rightObject);
}

/** By the golden's `aimed_px`: which object is nearest to where the motion leads. */
function aimsAtTarget([right, forward], { objects, target_px: [targetX, targetY] }) {
	const aimed = { x: 112 + 100 * right, y: 95 - 95 * forward };
	const distance = ({ x, y }) => Math.hypot(x - aimed.x, y - aimed.y);
	const [nearest] = [...objects].sort((one, other) => distance(one) - distance(other));
	return nearest.x === targetX && nearest.y === targetY;
}

function reportNumbers(report, what, errors) {
	const worst = Math.max(...errors);
	report(what, `max ${worst.toExponential(1)}`, `<= ${NUMBER_ERROR}`, worst <= NUMBER_ERROR);
}

function reportSame(report, what, same, all) {
	report(what, `${same} of ${all} identical`, 'all', same === all);
}
