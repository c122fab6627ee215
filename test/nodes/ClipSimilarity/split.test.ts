import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { MAXIMUM_LABEL_OUTPUTS } from '../../../lib/limits';
import {
	fixtureModel,
	modelIn,
	openHarness,
	runClip,
	shape,
	type Harness,
} from '../../helpers/clip';

const LABELS = 'red\n green\n\nblue\nred';
const TARGETS = ['Red', 'Green', 'Blue', 'Unknown'];
let harness: Harness;
let pictures: INodeExecutionData[];
const broken = { json: { fileName: 'broken' }, binary: {} };

beforeAll(async () => {
	harness = await openHarness();
	pictures = await Promise.all(
		['red-heart', 'blue-square', 'red-square', 'green-star'].map(
			async (name) => await harness.itemFromFile(shape(name)),
		),
	);
});
afterAll(async () => await harness.close());

/** File names at each output, and at each node wired to it. */
async function split(
	parameters: IDataObject,
	items = pictures,
	onError?: 'continueRegularOutput' | 'continueErrorOutput',
) {
	const result = await runClip(
		harness,
		items,
		{ labels: LABELS, splitByLabel: true, ...parameters },
		{ targets: TARGETS, node: { onError } },
	);
	expect(result.error).toBeUndefined();
	const namesOf = (output: INodeExecutionData[]) =>
		output.map(({ json }) => String(json.fileName ?? json.error).slice(0, 12));
	return {
		...result,
		names: result.outputs.map(namesOf),
		arrived: TARGETS.map((target) => namesOf(result.itemsOf(target))),
	};
}

const RED = ['red-heart.pn', 'red-square.p'];
const GREEN = ['green-star.p'];
const BLUE = ['blue-square.'];

it('sends each picture to the node wired to its label', async () => {
	const { names, arrived } = await split({});
	expect(names).toEqual([RED, GREEN, BLUE]);
	expect(arrived).toEqual([RED, GREEN, BLUE, []]);
});

it('keeps the pairs', async () => {
	const { outputs } = await split({});
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
});

it('has one more output with a minimum score, for what is unknown', async () => {
	const { names, arrived } = await split({ options: { threshold: 1, logitScale: 1 } });
	expect(names.map(({ length }) => length)).toEqual([0, 0, 0, 4]);
	expect(arrived[3]).toHaveLength(4);
});

it('sends what failed with the unknown, or to the first output', async () => {
	const items = [broken, ...pictures];
	const with0 = await split({}, items, 'continueRegularOutput');
	expect(with0.names).toEqual([['There is no ', ...RED], GREEN, BLUE]);
	const options = { threshold: 0.1 };
	const with4 = await split({ options }, items, 'continueRegularOutput');
	expect(with4.names).toEqual([RED, GREEN, BLUE, ['There is no ']]);
});

it('leaves the error output behind those of the labels', async () => {
	const { arrived } = await split({}, [broken, ...pictures], 'continueErrorOutput');
	expect(arrived).toEqual([RED, GREEN, BLUE, ['broken']]);
});

it('sends a picture to each of its labels where several may fit', async () => {
	const model = modelIn(fixtureModel('siglip-tiny'));
	const options = { multiLabel: true, threshold: 1e-9 };
	const { outputs } = await split({ model, options });
	expect(outputs.map(({ length }) => length)).toEqual([4, 4, 4, 0]);
});

it.each([
	['labels from an expression', '={{ "red\\ngreen\\nblue" }}'],
	['too many labels', Array.from({ length: MAXIMUM_LABEL_OUTPUTS + 1 }, (_, n) => n).join('\n')],
])('has one output and says so for %s', async (_, labels) => {
	const options = { logitScale: 10 };
	const { outputs, hints } = await split({ labels, options });
	expect(outputs.map(({ length }) => length)).toEqual([4]);
	expect(hints).toEqual([expect.stringMatching(/One Output per Label.*Switch/)]);
});

it('has as many outputs as there may be', async () => {
	const numbers = Array.from({ length: MAXIMUM_LABEL_OUTPUTS - 1 }, (_, n) => `number ${n}`);
	const { outputs } = await split({ labels: [...numbers, 'red'].join('\n') }, [pictures[0]]);
	expect(outputs).toHaveLength(MAXIMUM_LABEL_OUTPUTS);
	expect(outputs.at(-1)).toHaveLength(1);
});

it('has one output where it is off', async () => {
	const { outputs } = await split({ splitByLabel: false });
	expect(outputs.map(({ length }) => length)).toEqual([4]);
});
