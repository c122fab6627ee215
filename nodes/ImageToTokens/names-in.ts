/** The names in a field, without blanks and empty ones. An expression may also give a list. */
export function namesIn(found: unknown, separator = /[,\n]/): string[] {
	const names: unknown[] = Array.isArray(found) ? found : String(found ?? '').split(separator);
	return names.map((name) => String(name).trim()).filter((name) => name !== '');
}
