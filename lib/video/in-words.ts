/** `1 frame`, `2 frames`. */
export function inWords(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
