import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_HOSTED_RETRIES,
	DEFAULT_HOSTED_TIMEOUT_MS,
	DEFAULT_OUTPUT_TOKENS,
	DEFAULT_REQUESTS_AT_ONCE,
	MAXIMUM_HOSTED_TIMEOUT_MS,
	MAXIMUM_HOSTED_TRIES,
	MAXIMUM_REQUESTS_AT_ONCE,
} from '../../lib/limits';
import { numberIn } from '../../lib/n8n/choices';
import { rawOptions } from '../../lib/n8n/options-collection';
import type { Prices } from './usage';

const DEFAULT_TIMEOUT_SECONDS = DEFAULT_HOSTED_TIMEOUT_MS / 1000;
const MAXIMUM_TIMEOUT_SECONDS = MAXIMUM_HOSTED_TIMEOUT_MS / 1000;
const DEFAULT_TRIES = DEFAULT_HOSTED_RETRIES + 1;

/** How a service is called; to go into a node's Options, shown for the hosted operations. */
export const callOptionFields: INodeProperties[] = [
	{
		displayName: 'Requests at Once',
		name: 'requestsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAXIMUM_REQUESTS_AT_ONCE, numberPrecision: 0 },
		default: DEFAULT_REQUESTS_AT_ONCE,
		description:
			'How many items are asked about at the same time. More is faster, until the service says it is too much. The first item decides.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAXIMUM_TIMEOUT_SECONDS },
		default: DEFAULT_TIMEOUT_SECONDS,
		description:
			'How many seconds an answer may take; one that takes longer is given up. Slow models take minutes.',
	},
	{
		displayName: 'Tries',
		name: 'tries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAXIMUM_HOSTED_TRIES, numberPrecision: 0 },
		default: DEFAULT_TRIES,
		description:
			'How often to try in all when the service is busy or the connection breaks, with growing pauses. 1 never tries again.',
	},
];

const priceField = (what: string, name: string): INodeProperties => ({
	displayName: `Price of ${what} Tokens`,
	name,
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 0,
	description: `US dollars for a million ${what.toLowerCase()} tokens, for the cost in the output. 0 takes the price this node knows; of models whose price it does not know there is no cost.`,
});

/** How a model answers, and what that costs; with those above the options of every `ask`. */
export const hostedOptionFields: INodeProperties[] = [
	...callOptionFields,
	{
		displayName: 'Max Answer Tokens',
		name: 'maxAnswerTokens',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: DEFAULT_OUTPUT_TOKENS,
		description:
			'How long an answer may be; a token is about three quarters of a word. What a model thinks before it answers counts too. A longer answer breaks off, and the output says so.',
	},
	priceField('Input', 'inputPrice'),
	priceField('Output', 'outputPrice'),
	{
		displayName: 'System Prompt',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. You explain things to children. Answer in French.',
		description:
			'What the model should know or keep to whatever is asked: who it is, for whom it writes, in which language',
	},
];

/** How a service is called. */
export interface CallOptions {
	timeoutMs: number;
	maximumRetries: number;
}

export interface HostedOptions extends CallOptions {
	maximumOutputTokens: number;
	systemPrompt?: string;
	prices: Prices;
}

/** Reads an item's `callOptionFields`. */
export function readCallOptions(raw: IDataObject): CallOptions {
	const seconds = { from: 1, to: MAXIMUM_TIMEOUT_SECONDS };
	const tries = { from: 1, to: MAXIMUM_HOSTED_TRIES, isWhole: true };
	return {
		timeoutMs: numberIn('Timeout', seconds, raw.timeout, DEFAULT_TIMEOUT_SECONDS) * 1000,
		maximumRetries: numberIn('Tries', tries, raw.tries, DEFAULT_TRIES) - 1,
	};
}

/** Reads an item's `hostedOptionFields`. A value that an expression got wrong is a coded error. */
export function readHostedOptions(raw: IDataObject): HostedOptions {
	requestsIn(raw);
	const whole = { from: 1, isWhole: true };
	const { maxAnswerTokens, inputPrice, outputPrice } = raw;
	const systemPrompt = String(raw.systemPrompt ?? '').trim();
	return {
		...readCallOptions(raw),
		maximumOutputTokens: numberIn(
			'Max Answer Tokens',
			whole,
			maxAnswerTokens,
			DEFAULT_OUTPUT_TOKENS,
		),
		...(systemPrompt !== '' && { systemPrompt }),
		prices: {
			input: priceOrNone('Price of Input Tokens', inputPrice),
			output: priceOrNone('Price of Output Tokens', outputPrice),
		},
	};
}

/** How many items to ask about at once, for `runItems`. A wrong value is told with its item, where `readHostedOptions` meets it. */
export function readRequestsAtOnce(context: IExecuteFunctions): number {
	try {
		return requestsIn(rawOptions(context, 0));
	} catch {
		return DEFAULT_REQUESTS_AT_ONCE;
	}
}

function requestsIn({ requestsAtOnce }: IDataObject): number {
	const range = { from: 1, to: MAXIMUM_REQUESTS_AT_ONCE, isWhole: true };
	return numberIn('Requests at Once', range, requestsAtOnce, DEFAULT_REQUESTS_AT_ONCE);
}

/** 0 stands for the known price. */
const priceOrNone = (name: string, found: unknown): number | undefined =>
	numberIn(name, { from: 0 }, found, 0) || undefined;
