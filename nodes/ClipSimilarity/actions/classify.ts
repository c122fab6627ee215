import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { MAXIMUM_LABEL_OUTPUTS } from '../../../lib/limits';
import { classifyImages } from '../../../lib/clip/client';
import type { Classification, LabelSet } from '../../../lib/clip/types';
import { MultimodalError } from '../../../lib/errors';
import type { Outcome } from '../../../lib/n8n/attempt';
import { numberIn, switchOf } from '../../../lib/n8n/choices';
import { addHint } from '../../../lib/n8n/hints';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { isToolCall } from '../../../lib/n8n/output';
import { runLots } from '../../../lib/n8n/run-lots';
import { showFor } from '../../../lib/n8n/show-for';
import { prepareJob, readSettings, type ClipSettings } from '../../shared/clip-settings';
import { accountFields, showAssumedCalibration, showWarnings } from '../account';
import { createLabelReader, readTemplates } from '../labels';
import { outputNames, UNKNOWN } from '../label-outputs';
import { toItems } from '../results';
import { readPicture } from '../subject';
import { valueOrError } from '../things';
import type { OperationRun } from './types';

/** Where no minimum is set, several labels fit that are likelier to fit than not. */
const LIKELIER_THAN_NOT = 0.5;

/** The node works untouched; each reads well behind "a photo of a". */
const EVERYDAY_LABELS = [
	'person',
	'dog or cat',
	'plate of food',
	'landscape',
	'document',
	'something else',
];

export const option: INodePropertyOptions = {
	name: 'Classify',
	value: 'classify',
	action: 'Classify pictures by your own labels',
	description: 'Sort pictures by labels of your own, without any training',
};

export const parameters: INodeProperties[] = showFor({ operation: ['classify'] }, [
	{
		displayName: 'Labels',
		name: 'labels',
		type: 'string',
		typeOptions: { rows: 6 },
		default: EVERYDAY_LABELS.join('\n'),
		required: true,
		placeholder: 'e.g. cat\ndog\nsomething else',
		hint: 'One a line. An expression may also give a list.',
		description:
			'What the pictures may show: replace these words with your own. Each picture gets the label that fits best, so keep one for "something else".',
	},
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		typeOptions: { rows: 2 },
		default: 'a photo of a {label}',
		hint: '{label} becomes each label, {a} becomes "a" or "an" as the label needs it. Several templates, one a line, are averaged.',
		description:
			'The sentence that a label is put in. Models know whole captions better than single words: "a drawing of {a} {label}" or "a screenshot of {label}" suit other pictures.',
	},
	{
		displayName: 'One Output per Label',
		name: 'splitByLabel',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		displayOptions: { hide: { '@tool': [true] } },
		description:
			'Whether the node gets an output for each label, so that pictures go different ways without a Switch node. With a minimum score there is one more, for unknown pictures.',
	},
	...showFor({ splitByLabel: [true] }, [
		{
			displayName: `Outputs appear for labels that are typed in, at most ${MAXIMUM_LABEL_OUTPUTS}. With labels from an expression, or more of them, everything leaves by one output.`,
			name: 'splitNotice',
			type: 'notice',
			default: '',
		},
	]),
]);

export const options: INodeProperties[] = [
	{
		displayName: 'Minimum Score',
		name: 'threshold',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
		default: 0,
		description: `A picture whose best label scores less than this is called "${UNKNOWN}". From 0 (off) to 1 (certain).`,
	},
	{
		displayName: 'Several Labels May Fit',
		name: 'multiLabel',
		type: 'boolean',
		default: false,
		description:
			'Whether to judge each label by itself: a picture may then have several labels, listed in the field "labels", or none. Only SigLIP models can do that.',
	},
];

interface Request {
	settings: ClipSettings;
	labels: LabelSet;
	multiLabel: boolean;
}
interface Task {
	file: string;
	request: Request;
	threshold: number;
}
interface Found extends IDataObject {
	label: string;
	labels?: string[];
}

/** The label of each picture, with the scores of all labels. */
export const run: OperationRun = async (context) => {
	const readLabels = createLabelReader(context);
	const outcomes = await runLots<Task, Found>(context, {
		read: async (itemRun) => {
			const { itemIndex } = itemRun;
			const raw = rawOptions(context, itemIndex);
			return {
				request: {
					settings: readSettings(context, itemIndex),
					labels: { labels: readLabels(itemIndex), templates: readTemplates(context, itemIndex) },
					multiLabel: switchOf('Several Labels May Fit', raw.multiLabel, false),
				},
				threshold: numberIn('Minimum Score', { from: 0, to: 1 }, raw.threshold, 0),
				file: (await readPicture(itemRun)).file,
			};
		},
		keyOf: ({ request }) => JSON.stringify(request),
		work: async (members, signal) => {
			const { settings, labels, multiLabel } = members[0].read.request;
			const job = await prepareJob(context, settings, signal);
			const files = members.map(({ read }) => read.file);
			const { result, ...account } = await classifyImages(job, files, labels, { multiLabel });
			showWarnings(context, [account]);
			showAssumedCalibration(context, [account]);
			const fields = accountFields(job, [account], members.length);
			return members.map(({ read }, place) => {
				const classified = valueOrError(result[place]);
				if (classified instanceof MultimodalError) return classified;
				return { ...describe(classified, read), ...fields(place) };
			});
		},
	});
	return toOutputs(context, outcomes);
};

function describe(
	{ scores }: Classification,
	{ threshold, request }: Pick<Task, 'threshold' | 'request'>,
): Found {
	const [best] = scores;
	const isKnown = best.score >= threshold;
	const minimum = threshold > 0 ? threshold : LIKELIER_THAN_NOT;
	const fitting = scores.filter(({ score }) => score >= minimum).map(({ label }) => label);
	return {
		label: isKnown ? best.label : UNKNOWN,
		score: best.score,
		...(request.multiLabel && { labels: fitting }),
		scores: scores.map((score) => ({ ...score })),
	};
}

/** All items at the one output, or each at the outputs of its labels. */
function toOutputs(
	context: IExecuteFunctions,
	outcomes: Array<Outcome<Found>>,
): INodeExecutionData[][] {
	const items = toItems(context, outcomes, (found) => found);
	const names = outputNames(context);
	if (names.length === 0) {
		hintAtSingleOutput(context);
		return [items];
	}
	const outputs: INodeExecutionData[][] = names.map(() => []);
	for (const [place, outcome] of outcomes.entries()) {
		for (const output of outputsOf(outcome, names)) outputs[output].push(items[place]);
	}
	return outputs;
}

/** What failed shows nothing that is known: it goes with the unknown, or to the first output. */
function outputsOf(outcome: Outcome<Found>, names: string[]): number[] {
	const unknown = names.lastIndexOf(UNKNOWN);
	if (!outcome.ok) return [Math.max(unknown, 0)];
	const { label, labels = [] } = outcome.result;
	if (label === UNKNOWN) return [Math.max(unknown, 0)];
	return (labels.length > 0 ? labels : [label]).map((name) => names.indexOf(name));
}

function hintAtSingleOutput(context: IExecuteFunctions): void {
	const isWanted = context.getNode().parameters.splitByLabel === true;
	if (!isWanted || isToolCall(context)) return;
	addHint(
		context,
		'warning',
		`"One Output per Label" needs labels that are typed in, at most ${MAXIMUM_LABEL_OUTPUTS}. Everything left by one output; a Switch node can sort it by the field "label".`,
	);
}
