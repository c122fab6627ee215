/** A number that a `print` in a filter's expression wrote. */
export interface FfmpegNote {
	value: number;
	/** Printed at level HEARTBEAT_LEVEL: decoding goes on. */
	isHeartbeat: boolean;
}

/** ffmpeg's level "warning": tells heartbeats from the numbers that are results. */
export const HEARTBEAT_LEVEL = 24;

/** What a line of ffmpeg's log at `-v repeat+level+info` says: a number, a complaint, or nothing of interest. */
export function readLogLine(line: string): { note?: FfmpegNote; complaint?: string } {
	const printed = PRINTED.exec(line);
	if (printed)
		return { note: { value: Number(printed[2]), isHeartbeat: printed[1] === 'warning' } };
	const complaint = COMPLAINT.exec(line);
	return complaint ? { complaint: complaint[1] + complaint[2] } : {};
}

/** Versions differ in whether they name the evaluator. */
const PRINTED = /^(?:\[Eval @ \S+\] )?\[(info|warning)\] (-?\d+\.\d{6})$/;
const COMPLAINT = /^((?:\[[^\]]+ @ [^\]]+\] )*)\[(?:error|fatal|panic)\] (.*)$/;
