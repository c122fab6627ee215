import type { HostedUsage } from './types';
import { withoutGaps } from './without-gaps';

/** Of Anthropic's `usage` what is read here; a server that imitates it may leave out any. */
export interface AnthropicUsage {
	input_tokens?: number | null;
	output_tokens?: number | null;
	cache_creation_input_tokens?: number | null;
	cache_read_input_tokens?: number | null;
}

/** Of OpenAI's `usage`, for chats and for transcriptions, what is read here. */
export interface OpenAiUsage {
	prompt_tokens?: number | null;
	completion_tokens?: number | null;
	prompt_tokens_details?: { cached_tokens?: number | null } | null;
	input_tokens?: number | null;
	output_tokens?: number | null;
	input_tokens_details?: { cached_tokens?: number | null } | null;
	/** Of `type: "duration"`. */
	seconds?: number | null;
}

/** Anthropic's `input_tokens` are those that were neither read from its cache nor written into it. */
export function anthropicUsage(usage: AnthropicUsage | null | undefined): HostedUsage {
	const cachedTokens = usage?.cache_read_input_tokens ?? undefined;
	const fresh = usage?.input_tokens ?? undefined;
	const written = usage?.cache_creation_input_tokens ?? 0;
	return withoutGaps({
		inputTokens: fresh === undefined ? undefined : fresh + written + (cachedTokens ?? 0),
		outputTokens: usage?.output_tokens ?? undefined,
		cachedTokens,
	});
}

/** OpenAI's `prompt_tokens` hold the cached ones already. */
export function openAiUsage(usage: OpenAiUsage | null | undefined): HostedUsage {
	const details = usage?.prompt_tokens_details ?? usage?.input_tokens_details;
	return withoutGaps({
		inputTokens: usage?.prompt_tokens ?? usage?.input_tokens ?? undefined,
		outputTokens: usage?.completion_tokens ?? usage?.output_tokens ?? undefined,
		cachedTokens: details?.cached_tokens ?? undefined,
		audioSeconds: usage?.seconds ?? undefined,
	});
}
