import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { encodeVector } from '../../../lib/clip/wire';
import { MultimodalError } from '../../../lib/errors';
import { oneOf } from '../../../lib/n8n/choices';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { runLots } from '../../../lib/n8n/run-lots';
import { prepareJob, readSettings, type ClipSettings } from '../../shared/clip-settings';
import { accountFields, showWarnings } from '../account';
import { toItems } from '../results';
import { readSubject } from '../subject';
import { embedThings, type Thing } from '../things';
import type { OperationRun } from './types';

const ENCODINGS = ['json', 'base64'] as const;
/** Digits that give a 32-bit number back exactly. */
const FLOAT32_DIGITS = 9;

export const option: INodePropertyOptions = {
	name: 'Embed',
	value: 'embed',
	action: 'Make embeddings for a vector database',
	description:
		'Turn each picture or text into a list of numbers (an embedding), by which a vector database finds what is alike',
};

export const parameters: INodeProperties[] = [];

export const options: INodeProperties[] = [
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [
			{
				name: 'Base64',
				value: 'base64',
				description: 'One short text: 32-bit numbers, little-endian. A third of the size.',
			},
			{
				name: 'Numbers (JSON)',
				value: 'json',
				description: 'A list of numbers, which Qdrant and pgvector take as it is',
			},
		],
		default: 'json',
		description: 'How the numbers are written. Leave it at numbers for Qdrant and pgvector.',
	},
];

interface Subject {
	settings: ClipSettings;
	subject: Thing;
	encoding: (typeof ENCODINGS)[number];
}

/** Each item's place in the model's space. */
export const run: OperationRun = async (context) => {
	const outcomes = await runLots<Subject, IDataObject>(context, {
		read: async (itemRun) => {
			const { itemIndex } = itemRun;
			const { encoding } = rawOptions(context, itemIndex);
			return {
				settings: readSettings(context, itemIndex),
				encoding: oneOf('Encoding', ENCODINGS, encoding, 'json'),
				subject: await readSubject(itemRun),
			};
		},
		keyOf: ({ settings }) => JSON.stringify(settings),
		work: async (members, signal) => {
			const job = await prepareJob(context, members[0].read.settings, signal);
			const subjects = members.map(({ read }) => read.subject);
			const { vectors, accounts } = await embedThings(job, subjects);
			showWarnings(context, accounts);
			const fields = accountFields(job, accounts, members.length);
			return members.map(({ read }, place) => {
				const vector = vectors.get(read.subject)!;
				if (vector instanceof MultimodalError) return vector;
				const embedding = encode(vector, read.encoding);
				return { embedding, dimensions: vector.length, ...fields(place) };
			});
		},
	});
	return [toItems(context, outcomes, (found) => found)];
};

function encode(vector: Float32Array, encoding: Subject['encoding']): number[] | string {
	return encoding === 'json' ? Array.from(vector, shortest) : encodeVector(vector);
}

const shortest = (value: number): number => Number(value.toPrecision(FLOAT32_DIGITS));
