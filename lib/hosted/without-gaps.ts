/** The same values, but those that a service did not tell are absent, not undefined. */
export function withoutGaps<T extends object>(values: T): T {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
