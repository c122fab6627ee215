/** Parts a number into whole shares that add up to it: gives each place's. */
export function sharesOf(whole: number, count: number): (place: number) => number {
	const until = (place: number) => Math.floor((place * whole) / count);
	return (place) => until(place + 1) - until(place);
}
