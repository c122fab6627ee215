/** How a time is written to a model, and so by it: `[mm:ss]`, `[hh:mm:ss]` from an hour on; rounded down, to so many decimals. */
export function toReferenceForm(seconds: number, decimals = 0): string {
	const scale = 10 ** decimals;
	// The dust of sums of fractions must not make 4.9 of 5.
	const units = Math.floor(seconds * scale + 1e-6);
	const whole = Math.floor(units / scale);
	const part = (value: number) => String(value).padStart(2, '0');
	const hours = Math.floor(whole / 3600);
	const clock = [Math.floor(whole / 60) % 60, whole % 60].map(part);
	const fraction = decimals > 0 ? `.${String(units % scale).padStart(decimals, '0')}` : '';
	return `[${[...(hours > 0 ? [part(hours)] : []), ...clock].join(':')}${fraction}]`;
}

/** As few decimals, 3 at most, as tell all these times apart. */
export function decimalsFor(times: number[]): number {
	const differ = (decimals: number) =>
		new Set(times.map((seconds) => toReferenceForm(seconds, decimals))).size === times.length;
	return [0, 1, 2].find(differ) ?? 3;
}
