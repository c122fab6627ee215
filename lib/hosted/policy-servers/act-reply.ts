import { isJsonObject } from '../../json-object';
import {
	MAXIMUM_POLICY_DEPTH,
	MAXIMUM_POLICY_VALUES,
	MAXIMUM_QUOTED_CHARACTERS,
} from '../../limits';
import { readFailureBody } from '../failure-body';
import { withoutKey } from '../secrets';
import { shorten } from '../shorten';
import { unreadable } from './byte-reader';
import { policyServerError } from './errors';
import { fromJsonNumpy, isJsonNumpy } from './json-numpy';

interface Context {
	origin: string;
	apiKey?: string;
	failureAdvice: string;
}

/** All that deploy.py answers to a question that it fails at, with status 200. */
const FAILURE = 'error';

/** Reads a reply with status 200: JSON, or JSON within a JSON text; arrays become `WireArray`. Coded errors only. */
export function readActReply(text: string, context: Context): unknown {
	const value = parse(text, context);
	return withArrays(typeof value === 'string' ? readText(value, context) : value);
}

function parse(text: string, { apiKey }: Context): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		const { reason: found = 'nothing' } = readFailureBody(text);
		throw unreadable(`it is no JSON: ${quote(found, apiKey)}`, cause);
	}
}

function readText(text: string, { origin, apiKey, failureAdvice }: Context): unknown {
	if (text === FAILURE) {
		throw policyServerError('POLICY_SERVER_FAILED', { origin, advice: failureAdvice });
	}
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null) return value;
	} catch {
		// Words, as it seems.
	}
	throw policyServerError('POLICY_SERVER_WORDS', { origin, start: quote(text, apiKey) });
}

/** Bounded in depth and number of values, as a message in MessagePack is. */
function withArrays(whole: unknown): unknown {
	let values = 0;
	const read = (value: unknown, depth: number): unknown => {
		if (depth > MAXIMUM_POLICY_DEPTH) throw unreadable('it is nested too deep');
		if (++values > MAXIMUM_POLICY_VALUES) throw unreadable('it has too many values');
		if (isJsonNumpy(value)) return fromJsonNumpy(value);
		if (Array.isArray(value)) return value.map((one) => read(one, depth + 1));
		if (!isJsonObject(value)) return value;
		const entries = Object.entries(value).map(([key, one]) => [key, read(one, depth + 1)]);
		return Object.fromEntries(entries) as unknown;
	};
	return read(whole, 0);
}

function quote(text: string, apiKey?: string): string {
	const plain = withoutKey(text, apiKey).replace(/\s+/g, ' ').trim();
	return shorten(plain, MAXIMUM_QUOTED_CHARACTERS);
}
