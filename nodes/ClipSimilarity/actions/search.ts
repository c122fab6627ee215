import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { MultimodalError } from '../../../lib/errors';
import type { ClipJob } from '../../../lib/clip/types';
import { combineQueries, rankBySimilarity } from '../../../lib/clip/vectors';
import { withWorkspace } from '../../../lib/media/workspace';
import type { Outcome } from '../../../lib/n8n/attempt';
import { numberIn, oneOf, switchOf } from '../../../lib/n8n/choices';
import { runLots, runTogether } from '../../../lib/n8n/run-lots';
import { showFor } from '../../../lib/n8n/show-for';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { isToolCall } from '../../../lib/n8n/output';
import { prepareJob, readSettings } from '../../shared/clip-settings';
import { accountFields, showWarnings } from '../account';
import { contactSheetOption, makeSheet, SHEET_FIELD } from '../contact-sheet';
import { readReference, referenceParameters } from '../reference';
import { toItems } from '../results';
import { readPicture } from '../subject';
import { readText } from '../text';
import { embedThings, type Account, type Thing } from '../things';
import type { OperationRun } from './types';

export const option: INodePropertyOptions = {
	name: 'Search',
	value: 'search',
	action: 'Search pictures by a text or a picture',
	description: 'Find, among all pictures that come in, those that fit a sentence or look alike',
};

export const parameters: INodeProperties[] = showFor({ operation: ['search'] }, [
	{
		displayName: 'Search By',
		name: 'searchBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Picture', value: 'image' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'Whether to say in words what you look for, or to show a picture like it',
	},
	...showFor({ searchBy: ['text'] }, [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. a dog playing on the beach',
			description:
				'What you look for, as you would describe the picture to somebody. It is read once, from the first item.',
		},
	]),
	...showFor({ searchBy: ['image'] }, referenceParameters),
	{
		displayName: 'Number of Results',
		name: 'topK',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 10,
		description: 'How many pictures to give at most, the best ones first',
	},
]);

export const options: INodeProperties[] = [
	contactSheetOption,
	{
		displayName: 'Minimum Similarity',
		name: 'minimumSimilarity',
		type: 'number',
		typeOptions: { minValue: -1, maxValue: 1, numberPrecision: 3 },
		default: 0,
		description:
			'Pictures less alike than this are left out. Run the search once without it and look at the field "similarity": with a text, good matches lie around 0.25 to 0.35 for CLIP; between pictures, around 0.8.',
	},
	{
		displayName: 'Without',
		name: 'minusQuery',
		type: 'string',
		default: '',
		placeholder: 'e.g. people',
		description: 'What the pictures should not show. It moves such pictures down the list.',
	},
];

interface Wanted {
	topK: number;
	minimum: number;
	sheet: boolean;
}
const NOTHING: Wanted = { topK: 0, minimum: 1, sheet: false };
interface Query {
	vector: Float32Array;
	accounts: Account[];
}
interface Candidate {
	vector: Float32Array;
	fields: IDataObject;
}
interface Found extends IDataObject {
	rank: number;
	similarity: number;
}

/** The pictures by their likeness with the query, the best first; failed items at the end. */
export const run: OperationRun = async (context) => {
	let asking: Promise<Query> | undefined;
	let query: Query | undefined;
	let wanted: Wanted | undefined;
	const candidates = await runLots<Thing, Candidate>(context, {
		read: async (itemRun) => {
			// Before any picture is read: what is mistyped should not cost the whole work.
			wanted ??= readWanted(context);
			return await readPicture(itemRun);
		},
		work: async (members, signal) => {
			const job = await prepareJob(context, readSettings(context, 0), signal);
			asking ??= embedQuery(context, job);
			query = await asking;
			const { vectors, accounts } = await embedThings(
				job,
				members.map(({ read }) => read),
			);
			// The query counts once, with the first pictures.
			accounts.push(...query.accounts.splice(0));
			showWarnings(context, accounts);
			const fields = accountFields(job, accounts, members.length);
			return members.map(({ read }, place) => {
				const vector = vectors.get(read)!;
				return vector instanceof MultimodalError ? vector : { vector, fields: fields(place) };
			});
		},
	});
	const ranked = await runTogether<Candidate, Found>(context, candidates, async (members) => {
		const results = members.map(({ read }) => read);
		const order = rankBySimilarity(
			results.map(({ vector }) => vector),
			query!.vector,
		);
		const found = new Map(
			order.map(({ index, similarity }, place) => [index, { rank: place + 1, similarity }]),
		);
		return results.map(({ fields }, index) => ({ ...found.get(index)!, ...fields }));
	});
	return [await arrange(context, ranked, wanted ?? NOTHING)];
};

/** Where to look, as the first item says. */
async function embedQuery(context: IExecuteFunctions, job: ClipJob): Promise<Query> {
	const minusText = String(rawOptions(context, 0).minusQuery ?? '').trim();
	const minus: Thing[] = minusText === '' ? [] : [{ text: minusText }];
	return await withWorkspace(async (folder) => {
		const plus = await readQuery(context, folder, job.signal);
		const { vectors, accounts } = await embedThings(job, [plus, ...minus]);
		const vectorOf = (thing: Thing): Float32Array => {
			const vector = vectors.get(thing)!;
			if (vector instanceof MultimodalError) throw vector;
			return vector;
		};
		return { vector: combineQueries([vectorOf(plus)], minus.map(vectorOf)), accounts };
	});
}

async function readQuery(
	context: IExecuteFunctions,
	folder: string,
	signal?: AbortSignal,
): Promise<Thing> {
	const searchBy = context.getNodeParameter('searchBy', 0);
	if (oneOf('Search By', ['text', 'image'], searchBy) === 'image') {
		return await readReference({ context, itemIndex: 0, folder, signal });
	}
	const field = { name: 'query', displayName: 'Query', example: 'a dog on the beach' };
	return { text: readText(context, 0, field) };
}

/** How many pictures, how alike at least, and whether on a sheet too: as the first item says, for all. */
function readWanted(context: IExecuteFunctions): Wanted {
	const raw = rawOptions(context, 0);
	const topK = context.getNodeParameter('topK', 0);
	return {
		topK: numberIn('Number of Results', { from: 1, isWhole: true }, topK, 10),
		minimum: numberIn('Minimum Similarity', { from: -1, to: 1 }, raw.minimumSimilarity, -1),
		// An agent sees no files.
		sheet: switchOf('Contact Sheet', raw.contactSheet, false) && !isToolCall(context),
	};
}

async function arrange(
	context: IExecuteFunctions,
	outcomes: Array<Outcome<Found>>,
	{ topK, minimum, sheet: wantsSheet }: Wanted,
): Promise<INodeExecutionData[]> {
	const items = toItems(context, outcomes, (found) => found);
	const found: number[] = [];
	for (const [place, outcome] of outcomes.entries()) {
		if (!outcome.ok) continue;
		const { rank, similarity } = outcome.result;
		if (rank <= topK && similarity >= minimum) found[rank - 1] = place;
	}
	if (found.length > 0 && wantsSheet) {
		const sheet = await makeSheet(context, found);
		const best = items[found[0]];
		if (sheet) best.binary = { ...best.binary, [SHEET_FIELD]: sheet };
	}
	const failed = [...outcomes.keys()].filter((place) => !outcomes[place].ok);
	return [...found, ...failed].map((place) => items[place]);
}
