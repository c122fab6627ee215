import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_POLICY_TIMEOUT_MS,
	DEFAULT_POLICY_TRIES,
	MAXIMUM_HOSTED_TIMEOUT_MS,
	MAXIMUM_HOSTED_TRIES,
} from '../../lib/limits';
import { numberIn, oneOf, switchOf } from '../../lib/n8n/choices';
import { showFor } from '../../lib/n8n/show-for';

const RESIZES = ['stretch', 'letterbox'] as const;
const DEFAULT_SECONDS = DEFAULT_POLICY_TIMEOUT_MS / 1000;
const MAXIMUM_SECONDS = MAXIMUM_HOSTED_TIMEOUT_MS / 1000;

/** How a policy server is asked. */
export const serverOptionFields: INodeProperties[] = [
	...showFor({ '/policy': ['openVla', 'openVlaOft', 'openPi', 'vlm'] }, [
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: MAXIMUM_SECONDS },
			default: DEFAULT_SECONDS,
			hint: 'In seconds',
			description:
				'How long to wait for the answer of the server. No question is asked twice: the scene would be another one by then.',
		},
	]),
	...showFor({ '/policy': ['openVla', 'openVlaOft', 'openPi'] }, [
		{
			displayName: 'Tries to Connect',
			name: 'tries',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAXIMUM_HOSTED_TRIES, numberPrecision: 0 },
			default: DEFAULT_POLICY_TRIES,
			description:
				'How often to try in all while nothing answers at the address, as when the server is just starting. 1 never tries again.',
		},
	]),
	...showFor({ '/policy': ['openVla', 'openVlaOft'] }, [
		{
			displayName: 'Question as Text',
			name: 'doubleEncoded',
			type: 'boolean',
			default: false,
			description:
				'Whether to send the question as one text within JSON, the second form that the server knows. Only for a gateway before it that lets no other pass.',
		},
	]),
	...showFor({ '/policy': ['openVla'] }, [
		{
			displayName: 'Picture Fit',
			name: 'pictureFit',
			type: 'options',
			options: [
				{
					name: 'Fit in, with Borders',
					value: 'letterbox',
					description: 'For policies that were trained so',
				},
				{
					name: 'Stretch to a Square',
					value: 'stretch',
					description: 'As openvla-7b and most of its fine-tunes were trained',
				},
			],
			default: 'stretch',
			description: 'How the picture becomes the square that the policy looks at',
		},
	]),
	...showFor({ '/policy': ['openVlaOft', 'openPi'] }, [
		{
			displayName: 'Steps to Take',
			name: 'chunkSteps',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			description:
				'How many of the steps that the policy gives at once to take before it looks again. Fewer react faster to what changes; 0 takes all.',
		},
	]),
];

/** How a server is reached. */
export interface ServerOptions {
	timeoutMs: number;
	maximumRetries: number;
	isDoubleEncoded: boolean;
	resize: (typeof RESIZES)[number];
}

/** Reads how many steps of a chunk to take; 0: all. */
export const readChunkSteps = (raw: IDataObject): number =>
	numberIn('Steps to Take', { from: 0, isWhole: true }, raw.chunkSteps, 0);

/** Reads an item's `serverOptionFields`, but for the steps. */
export function readServerOptions(raw: IDataObject): ServerOptions {
	const seconds = { from: 0.1, to: MAXIMUM_SECONDS };
	const tries = { from: 1, to: MAXIMUM_HOSTED_TRIES, isWhole: true };
	return {
		timeoutMs: numberIn('Timeout', seconds, raw.timeout, DEFAULT_SECONDS) * 1000,
		maximumRetries: numberIn('Tries to Connect', tries, raw.tries, DEFAULT_POLICY_TRIES) - 1,
		isDoubleEncoded: switchOf('Question as Text', raw.doubleEncoded, false),
		resize: oneOf('Picture Fit', RESIZES, raw.pictureFit, 'stretch'),
	};
}
