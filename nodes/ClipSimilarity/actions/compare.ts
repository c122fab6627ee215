import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { MultimodalError } from '../../../lib/errors';
import { similarityProbability } from '../../../lib/clip/scores';
import { cosine } from '../../../lib/clip/vectors';
import { withWorkspace } from '../../../lib/media/workspace';
import { oneOf } from '../../../lib/n8n/choices';
import type { ItemRun } from '../../../lib/n8n/run-items';
import { runLots } from '../../../lib/n8n/run-lots';
import { showFor } from '../../../lib/n8n/show-for';
import { prepareJob, readSettings, type ClipSettings } from '../../shared/clip-settings';
import { accountFields, showWarnings } from '../account';
import { createReferenceReader, referenceItemParameter, referenceParameters } from '../reference';
import { toItems } from '../results';
import { CONTENT_TYPES, readSubject } from '../subject';
import { readText } from '../text';
import { embedThings, type Account, type Thing } from '../things';
import type { OperationRun } from './types';

export const option: INodePropertyOptions = {
	name: 'Compare',
	value: 'compare',
	action: 'Compare pictures or texts',
	description: 'Tell how alike two pictures are, or how well a picture and a text fit together',
};

export const parameters: INodeProperties[] = showFor({ operation: ['compare'] }, [
	{
		displayName: 'Compare With',
		name: 'compareWith',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Picture', value: 'image' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What each item is compared with: another picture, or words',
	},
	...showFor({ compareWith: ['text'] }, [
		{
			displayName: 'Compare With Text',
			name: 'referenceText',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			required: true,
			placeholder: 'e.g. a photo of a cat on a sofa',
			description:
				'The words to compare with. Describe what should be seen, as under a picture in a newspaper.',
		},
	]),
	...showFor({ compareWith: ['image'] }, [...referenceParameters, referenceItemParameter]),
]);

interface Pair {
	settings: ClipSettings;
	subject: Thing;
	reference: Thing;
}

/** The likeness of each item with its reference. */
export const run: OperationRun = async (context) =>
	await withWorkspace(async (folder) => await compare(context, createReferenceReader(folder)));

type ReadReference = (itemRun: ItemRun) => Promise<Thing>;

async function compare(
	context: IExecuteFunctions,
	readReferencePicture: ReadReference,
): Promise<INodeExecutionData[][]> {
	const outcomes = await runLots<Pair, IDataObject>(context, {
		read: async (itemRun) => ({
			settings: readSettings(context, itemRun.itemIndex),
			subject: await readSubject(itemRun),
			reference: await readReference(itemRun, readReferencePicture),
		}),
		keyOf: ({ settings }) => JSON.stringify(settings),
		work: async (members, signal) => {
			const pairs = members.map(({ read }) => read);
			const job = await prepareJob(context, pairs[0].settings, signal);
			const things = pairs.flatMap(({ subject, reference }) => [subject, reference]);
			const { vectors, accounts } = await embedThings(job, things);
			showWarnings(context, accounts);
			const fields = accountFields(job, accounts, pairs.length);
			return pairs.map((pair, place) => {
				const [a, b] = [vectors.get(pair.subject)!, vectors.get(pair.reference)!];
				if (a instanceof MultimodalError) return a;
				if (b instanceof MultimodalError) return b;
				const similarity = cosine(a, b);
				const probability = mixesKinds(pair) ? certainty(similarity, accounts) : {};
				return { similarity, ...probability, ...fields(place) };
			});
		},
	});
	return [toItems(context, outcomes, (found) => found)];
}

async function readReference(
	itemRun: ItemRun,
	readReferencePicture: ReadReference,
): Promise<Thing> {
	const { context, itemIndex } = itemRun;
	const compareWith = context.getNodeParameter('compareWith', itemIndex);
	if (oneOf('Compare With', CONTENT_TYPES, compareWith) === 'image') {
		return await readReferencePicture(itemRun);
	}
	const displayName = 'Compare With Text';
	const field = { name: 'referenceText', displayName, example: 'a photo of a cat' };
	return { text: readText(context, itemIndex, field) };
}

/** Models learn what it means that a picture and a text fit; of two pictures they learn nothing. */
const mixesKinds = ({ subject, reference }: Pair): boolean =>
	'file' in subject !== 'file' in reference;

function certainty(similarity: number, accounts: Account[]): { probability?: number } {
	const [{ calibration }] = accounts;
	const probability = similarityProbability(similarity, calibration);
	return probability === undefined ? {} : { probability };
}
