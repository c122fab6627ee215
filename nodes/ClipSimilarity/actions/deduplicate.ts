import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { embedImages, groupDuplicates } from '../../../lib/clip/client';
import type { DuplicateGroup, ImageEmbedding } from '../../../lib/clip/types';
import { MultimodalError } from '../../../lib/errors';
import { numberIn, oneOf } from '../../../lib/n8n/choices';
import { runLots, runTogether, type LotMember } from '../../../lib/n8n/run-lots';
import { showFor } from '../../../lib/n8n/show-for';
import { prepareJob, readSettings } from '../../shared/clip-settings';
import { accountFields, showWarnings } from '../account';
import { toItems } from '../results';
import { readPicture } from '../subject';
import { valueOrError } from '../things';
import type { OperationRun } from './types';

const KEEP = ['largest', 'sharpest', 'first'] as const;
const OUTPUTS = ['kept', 'all'] as const;

export const option: INodePropertyOptions = {
	name: 'Deduplicate',
	value: 'deduplicate',
	action: 'Drop near duplicate pictures',
	description: 'Find pictures that show nearly the same and keep the best of each group',
};

export const parameters: INodeProperties[] = showFor({ operation: ['deduplicate'] }, [
	{
		displayName: 'Similarity Threshold',
		name: 'threshold',
		type: 'number',
		typeOptions: { minValue: -1, maxValue: 1, numberPrecision: 3 },
		default: 0.95,
		description:
			'How alike two pictures must be to count as the same. 1 is only the very same picture; 0.95 also finds other sizes, crops and the next shot of a burst; 0.9 finds pictures of the same thing. Higher drops less.',
	},
	{
		displayName: 'Keep',
		name: 'keep',
		type: 'options',
		options: [
			{ name: 'The First', value: 'first', description: 'The one that came in first' },
			{ name: 'The Largest', value: 'largest', description: 'The one with the most pixels' },
			{ name: 'The Sharpest', value: 'sharpest', description: 'The one with the finest detail' },
		],
		default: 'largest',
		description: 'Which picture of a group of near-duplicates stays',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'All Pictures, Marked', value: 'all' },
			{ name: 'Only the Kept Pictures', value: 'kept' },
		],
		default: 'kept',
		description:
			'Whether near-duplicates are dropped, or come out too, with the field "isKept" saying which is which',
	},
]);

interface Wanted {
	threshold: number;
	keep: (typeof KEEP)[number];
	output: (typeof OUTPUTS)[number];
}
interface Seen extends ImageEmbedding {
	fields: IDataObject;
}
interface Found extends IDataObject {
	isKept: boolean;
}

/** The pictures in their groups of near-duplicates. */
export const run: OperationRun = async (context) => {
	let wanted: Wanted | undefined;
	const pictures = await runLots<{ file: string }, Seen>(context, {
		read: async (itemRun) => {
			// Before any picture is read: what is mistyped should not cost the whole work.
			wanted ??= readWanted(context);
			return await readPicture(itemRun);
		},
		work: async (members, signal) => {
			const job = await prepareJob(context, readSettings(context, 0), signal);
			const files = members.map(({ read }) => read.file);
			const { result, ...account } = await embedImages(job, files);
			showWarnings(context, [account]);
			const fields = accountFields(job, [account], members.length);
			return result.map((outcome, place) => {
				const embedded = valueOrError(outcome);
				return embedded instanceof MultimodalError
					? embedded
					: { ...embedded, fields: fields(place) };
			});
		},
	});
	const grouped = await runTogether<Seen, Found>(context, pictures, async (members, signal) => {
		const job = await prepareJob(context, readSettings(context, 0), signal);
		const vectors = members.map(({ read }) => read.vector);
		const { threshold, keep } = wanted!;
		const order = preferred(members, keep);
		return describe(members, await groupDuplicates(job, vectors, { threshold, order }));
	});
	const items = toItems(context, grouped, (found) => found);
	return [
		items.filter((_, place) => {
			const outcome = grouped[place];
			return !outcome.ok || outcome.result.isKept || wanted!.output === 'all';
		}),
	];
};

/** As the first item says, for all. */
function readWanted(context: IExecuteFunctions): Wanted {
	const parameter = (name: string) => context.getNodeParameter(name, 0);
	const range = { from: -1, to: 1 };
	return {
		threshold: numberIn('Similarity Threshold', range, parameter('threshold'), 0.95),
		keep: oneOf('Keep', KEEP, parameter('keep'), 'largest'),
		output: oneOf('Output', OUTPUTS, parameter('output'), 'kept'),
	};
}

/** Places in the order in which pictures are kept. */
function preferred(members: Array<LotMember<Seen>>, keep: Wanted['keep']): number[] {
	const places = [...members.keys()];
	if (keep === 'first') return places;
	const valueOf = ({ read }: LotMember<Seen>): number =>
		keep === 'largest' ? read.width * read.height : read.sharpness;
	return places.sort((a, b) => valueOf(members[b]) - valueOf(members[a]));
}

/** What each picture is to its group. Groups are counted from 1, in the order in which they come in. */
function describe(members: Array<LotMember<Seen>>, groups: DuplicateGroup[]): Found[] {
	const found: Found[] = [];
	const first = ({ members: places }: DuplicateGroup) =>
		places.reduce((least, place) => Math.min(least, place), Infinity);
	const inOrder = groups.map((group) => ({ group, at: first(group) })).sort((a, b) => a.at - b.at);
	for (const [number, { group }] of inOrder.entries()) {
		const [kept] = group.members;
		for (const [n, place] of group.members.entries()) {
			const isKept = place === kept;
			found[place] = {
				group: number + 1,
				isKept,
				...(isKept
					? { duplicates: group.members.length - 1 }
					: { duplicateOf: members[kept].itemIndex, similarity: group.similarities[n] }),
				...members[place].read.fields,
			};
		}
	}
	return found;
}
