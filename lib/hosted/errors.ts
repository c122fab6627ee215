import { defineErrors } from '../errors';
import { waitInWords } from './retry-after';
import type { HostedUsage, Provider } from './types';

/** What every failure of a service tells; `name` is how people call the service in the middle of a sentence. */
export interface Failure {
	provider: Provider;
	name: string;
	status?: number;
	/** The provider's own word for the failure. */
	code?: string;
	/** The provider's own sentence, without the key. */
	reason?: string;
	requestId?: string;
}

/** What is wrong with what was set on the node. */
export const hostedInputError = defineErrors('input', {
	SERVICE_ADDRESS_INVALID: () =>
		'Expected the base URL of the credential to be a web address without a login, for example http://localhost:8000/v1. Open the credential and correct it.',
	SERVICE_KEY_MALFORMED: () =>
		'The API key of the credential has characters that no key has, such as a space or a line break. Open the credential and paste the key again, alone.',
	SCHEMA_INVALID: (d: { reason: string }) =>
		`The JSON Schema cannot be used: ${d.reason}. Correct the schema; a schema of an object begins {"type": "object", "properties": {...}}.`,
	AUDIO_NOT_TAKEN: () =>
		"Anthropic's models do not hear: they take text and pictures only. Choose an OpenAI-compatible service with a model for audio, or transcribe the sound first and ask about its text.",
	HOSTED_FILES_TOO_LARGE: (d: { bytes: number; maximumBytes: number }) =>
		`The files of this message have ${inMegabytes(d.bytes)} together, more than the ${inMegabytes(d.maximumBytes)} that can be sent at once. Send fewer, or make them smaller.`,
});

/** What a service answered instead of what it was asked for. */
export const serviceError = defineErrors('service', {
	SERVICE_KEY_REFUSED: (d: Failure & { hasKey: boolean }) =>
		d.hasKey
			? `${begin(d)} refuses the API key${because(d)}. Open the ${credentialOf(d)} of this node and enter a valid key.`
			: `${begin(d)} asks for an API key${because(d)}. Open the ${credentialOf(d)} of this node and enter one.`,
	SERVICE_BILLING: (d: Failure) =>
		`${begin(d)} takes no requests from this account until its billing is in order${because(d)}. Add credit or raise the spending limit on the provider's own site.`,
	SERVICE_FORBIDDEN: (d: Failure) =>
		`${begin(d)} does not allow this to the API key${because(d)}. Use the key of an account or project that has access to this model, or choose another model.`,
	SERVICE_MODEL_UNKNOWN: (d: Failure) =>
		`${begin(d)} does not know this model${because(d)}. Choose one from the list of models, or check the spelling of its name.`,
	SERVICE_PATH_UNKNOWN: (d: Failure) =>
		`${begin(d)} has nothing at this address${because(d)}. Check the base URL of the ${credentialOf(d)}: addresses of OpenAI-compatible servers usually end in /v1.`,
	SERVICE_REQUEST_TOO_LARGE: (d: Failure) =>
		`The message is larger than ${d.name} takes${because(d)}. Send fewer or smaller files.`,
	SERVICE_RATE_LIMIT: (d: Failure & { retryAfterMs?: number }) =>
		`${begin(d)} limits how many requests it takes in a time, and the limit is reached${because(d)}. Try again ${d.retryAfterMs === undefined ? 'later' : `in ${waitInWords(d.retryAfterMs)}`}, or let fewer requests run at once.`,
	SERVICE_REQUEST_REFUSED: (d: Failure) =>
		`${begin(d)} does not accept the request${because(d)}. Change what it names, or choose another model.`,
	SERVICE_OVERLOADED: (d: Failure) =>
		`${begin(d)} could not answer: it is overloaded or has a fault of its own${because(d)}. Try again later.`,
	SERVICE_REPLY_UNREADABLE: (d: Failure) =>
		`${begin(d)} sent something else than the answer that was expected${because(d)}. Check the base URL of the ${credentialOf(d)}, and whether a proxy or a login page stands in between.`,
	ANSWER_NOT_JSON: (d: Answered & { reason: string }) =>
		`The model was asked for JSON, but its answer is none (${d.reason}). It begins: ${d.start} Choose a larger model, or ask for less at once.`,
	ANSWER_OFF_SCHEMA: (d: Answered & { place: string; reason: string }) =>
		`The model's answer does not fit the JSON Schema: at ${d.place}, the value ${d.reason}. It begins: ${d.start} Choose a larger model, or make the schema simpler.`,
});

/** What went wrong on the way to a service. */
export const hostedNetworkError = defineErrors('network', {
	SERVICE_TIMEOUT: (d: Failure & { timeoutMs: number }) =>
		`${begin(d)} had not sent its whole answer after ${waitInWords(d.timeoutMs)}. Raise the time limit in the options, ask for a shorter answer, or choose a faster model.`,
	SERVICE_CUT: (d: Failure) =>
		`The connection to ${d.name} broke off before the whole answer had come${because(d)}. Try again; if it happens again, a proxy in between or the server itself closes connections.`,
	SERVICE_UNREACHABLE: (d: Failure & { origin: string }) =>
		`${begin(d)} cannot be reached${because(d)}. Is the server running at ${d.origin}, and may this machine connect to it? In a container, "localhost" is the container itself.`,
	SERVICE_CERTIFICATE: (d: Failure & { origin: string }) =>
		`The certificate of ${d.origin} is not trusted${because(d)}. Set NODE_EXTRA_CA_CERTS to the file of your own certificate authority.`,
	SERVICE_REPLY_TOO_LARGE: (d: Failure & { maximumBytes: number }) =>
		`${begin(d)} sent more than ${inMegabytes(d.maximumBytes)}, which no answer has. Check the base URL of the ${credentialOf(d)}.`,
});

/** What an answer that cannot be used cost, and how it begins. */
interface Answered {
	start: string;
	model: string;
	usage: HostedUsage;
	requestId?: string;
}

/** The service's name at the beginning of a sentence. */
function begin({ name }: Failure): string {
	return name[0].toUpperCase() + name.slice(1);
}

/** ` (429: provider's words)`, as far as there is something to tell. */
export function because({ status, reason }: Pick<Failure, 'status' | 'reason'>): string {
	const told = [status, reason].filter((part) => part !== undefined && part !== '').join(': ');
	return told === '' ? '' : ` (${told})`;
}

/** As n8n's list of credentials names it. */
function credentialOf({ provider }: Failure): string {
	return provider === 'anthropic' ? 'Anthropic API credential' : 'OpenAI-Compatible API credential';
}

function inMegabytes(bytes: number): string {
	return `${Math.round(bytes / 1_000_000)} MB`;
}
