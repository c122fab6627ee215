/** Budgets of which Anthropic's replies tell what is left, and when it is full again. */
const BUDGETS = ['requests', 'tokens', 'input-tokens', 'output-tokens'];

/** How long a reply asks to wait, in milliseconds; undefined when it does not say, or names a moment gone by. */
export function retryAfterMs(headers: Headers): number | undefined {
	const waits = [
		numberIn(headers.get('retry-after-ms')),
		secondsOrDate(headers.get('retry-after')),
		untilBudgetIsFull(headers),
	];
	return waits.find((wait) => wait !== undefined && wait > 0);
}

/** `90 seconds`, `5 minutes`, `2 hours`: rounded up, so that who comes back then is not too early. */
export function waitInWords(durationMs: number): string {
	const seconds = durationMs / 1000;
	if (seconds < 1) return `${Math.ceil(durationMs)} milliseconds`;
	if (seconds <= 120) return counted(Math.ceil(seconds), 'second');
	if (seconds <= 2 * 60 * 60) return counted(Math.ceil(seconds / 60), 'minute');
	return counted(Math.ceil(seconds / 3600), 'hour');
}

function counted(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function secondsOrDate(value: string | null): number | undefined {
	const seconds = numberIn(value);
	if (seconds !== undefined) return seconds * 1000;
	return untilDate(value);
}

/** The budget that is used up decides; of several, the one that fills last. */
function untilBudgetIsFull(headers: Headers): number | undefined {
	const waits = BUDGETS.filter(
		(budget) => headers.get(`anthropic-ratelimit-${budget}-remaining`) === '0',
	).map((budget) => untilDate(headers.get(`anthropic-ratelimit-${budget}-reset`)) ?? 0);
	return waits.length > 0 ? Math.max(...waits) : undefined;
}

function untilDate(value: string | null): number | undefined {
	const moment = Date.parse(value ?? '');
	return Number.isNaN(moment) ? undefined : moment - Date.now();
}

function numberIn(value: string | null): number | undefined {
	return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}
