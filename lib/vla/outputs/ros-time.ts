/** ROS keeps whole seconds and billionths. */
export function toTime(seconds: number) {
	const secs = Math.floor(seconds);
	const nsecs = Math.round((seconds - secs) * 1e9);
	return nsecs === 1e9 ? { secs: secs + 1, nsecs: 0 } : { secs, nsecs };
}
