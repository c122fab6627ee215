import { MultimodalError } from '../../errors';
import type { FormFields } from './form';

type Field = keyof FormFields;

/** How servers name a field that they do not take. */
const MENTIONS: Record<Field, RegExp> = {
	response_format: /response_?format|verbose_json|diarized_json/i,
	timestamp_granularities: /timestamp_granularit|word timestamp/i,
	include: /\binclude\b|logprobs/i,
	chunking_strategy: /chunking_strategy/i,
	temperature: /\btemperature\b/i,
	prompt: /\bprompt\b/i,
	languages: /\blanguages?\b/i,
	language: /\blanguage\b/i,
};

/** Fields that only go with a rich reply. */
const WITH_FORMAT: Field[] = ['timestamp_granularities', 'include', 'chunking_strategy'];

/** What a service has refused in this recording, so that no further piece is sent in vain. */
export class RefusedFields {
	private readonly reasons = new Map<Field, string>();

	/** The form without what was refused. */
	without(form: FormFields): FormFields {
		const kept = { ...form };
		for (const field of this.reasons.keys()) {
			if (field === 'response_format') kept.response_format = 'json';
			else delete kept[field];
		}
		return kept;
	}

	/** Whether the failure names a field of the form that can be left out; it is from now on. */
	learn(error: unknown, form: FormFields): boolean {
		const reason = refusalOf(error);
		if (reason === undefined) return false;
		const mentioned = (Object.keys(MENTIONS) as Field[]).filter(
			(field) => field in form && MENTIONS[field].test(reason),
		);
		const field = mentioned.find(
			(one) => one !== 'response_format' || form.response_format !== 'json',
		);
		if (field === undefined) return false;
		const left = field === 'response_format' ? [field, ...WITH_FORMAT] : [field];
		for (const one of left) this.reasons.set(one, reason);
		return true;
	}

	/** A sentence for each refusal. */
	warnings(): string[] {
		const byReason = new Map<string, Field>();
		for (const [field, reason] of this.reasons)
			if (!byReason.has(reason)) byReason.set(reason, field);
		return [...byReason].map(([reason, field]) => `${CONSEQUENCES[field]} (${reason}).`);
	}
}

const CONSEQUENCES: Record<Field, string> = {
	response_format: 'The service gives only plain text here, without times or speakers',
	timestamp_granularities: 'The service does not tell the times that were asked for',
	include: 'The service does not tell how sure it is',
	chunking_strategy: 'The service does not take the way to divide the recording; it was left out',
	temperature: 'The service does not take the temperature; it was left out',
	prompt: 'The service does not take the prompt; it was left out',
	languages: 'The service does not take the language; it was left out',
	language: 'The service does not take the language; it was left out',
};

/** The provider's words when it does not accept the request as it is. */
function refusalOf(error: unknown): string | undefined {
	if (!(error instanceof MultimodalError) || error.errorClass !== 'service') return undefined;
	const { status, reason } = (error.details ?? {}) as { status?: number; reason?: string };
	return status === 400 || status === 422 ? reason : undefined;
}
