/** `HH:MM:SS.mmm`; hours grow beyond 99. */
export function toTimecode(seconds: number): string {
	const milliseconds = Math.max(0, Math.round(seconds * 1000));
	const part = (value: number, digits: number) => String(value).padStart(digits, '0');
	const hours = Math.floor(milliseconds / 3_600_000);
	const minutes = Math.floor(milliseconds / 60_000) % 60;
	const wholeSeconds = Math.floor(milliseconds / 1000) % 60;
	return `${part(hours, 2)}:${part(minutes, 2)}:${part(wholeSeconds, 2)}.${part(milliseconds % 1000, 3)}`;
}
