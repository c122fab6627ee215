import { streamFfprobe } from '../ffprobe-lines';
import { GrowingNumbers } from './growing-numbers';
import type { VideoInfo } from './types';

/** The packets of a video stream that become frames, in the order of the file. */
export interface PacketTimes {
	/** Seconds of the player's clock. */
	seconds: Float64Array;
	durations: Float64Array;
	isKeyframe: Uint8Array;
	/** Some packet has no time of its own: only decoding tells. */
	lacksTimes: boolean;
	/** The file ends inside a packet, or says so itself. */
	breaksOff: boolean;
}

/** Lists a part of a stream's packets, or all of them. */
export async function readPacketTimes(
	file: string,
	info: VideoInfo,
	part: { fromSeconds?: number; toSeconds?: number },
	signal?: AbortSignal,
): Promise<PacketTimes> {
	const stamps = new GrowingNumbers();
	const durations = new GrowingNumbers();
	const keys = new GrowingNumbers();
	let timeBase = { numerator: NaN, denominator: 1 };
	let lacksTimes = false;
	let breaksOff = false;
	let hasTime = false;
	const run = streamFfprobe(file, toOptions(info, part), signal);
	for await (const line of run.lines) {
		timeBase = readTimeBase(line) ?? timeBase;
		const packet = readPacket(line);
		if (!packet) continue;
		breaksOff = packet.isCorrupt;
		hasTime = !Number.isNaN(packet.stamp);
		if (!hasTime) lacksTimes ||= !packet.isCorrupt;
		else {
			stamps.push(packet.stamp);
			durations.push(packet.duration);
			keys.push(Number(packet.isKey));
		}
	}
	// The division last: 1001/30000 times a number rounds twice.
	const toSeconds = (units: number) => (units * timeBase.numerator) / timeBase.denominator;
	// Of the packet that breaks off, no whole picture comes.
	if (breaksOff && hasTime) for (const numbers of [stamps, durations, keys]) numbers.pop();
	return {
		seconds: stamps.toArray().map((stamp) => toSeconds(stamp) - info.originSeconds),
		durations: durations.toArray().map(toSeconds),
		isKeyframe: Uint8Array.from(keys.toArray()),
		lacksTimes,
		breaksOff: breaksOff || BREAKS_OFF.test(run.complaints()),
	};
}

const BREAKS_OFF = /ended prematurely|partial file|truncat/i;

/** Intervals are of the file's own clock. */
function toOptions(
	info: VideoInfo,
	{ fromSeconds, toSeconds }: { fromSeconds?: number; toSeconds?: number },
): string[] {
	const toText = (seconds?: number) =>
		seconds === undefined ? '' : (seconds + info.originSeconds).toFixed(6);
	const isPart = fromSeconds !== undefined || toSeconds !== undefined;
	const interval = `${toText(fromSeconds)}%${toText(toSeconds)}`;
	return [
		...['-select_streams', String(info.streamIndex)],
		...(isPart ? ['-read_intervals', interval] : []),
		...['-show_entries', 'packet=pts,duration,size,flags:stream=time_base', '-of', 'compact=p=0'],
	];
}

interface Packet {
	stamp: number;
	duration: number;
	isKey: boolean;
	isCorrupt: boolean;
}

/** Packets that are decoded but not shown, and empty ones, are none. */
function readPacket(line: string): Packet | undefined {
	const match = PACKET.exec(line);
	if (!match || match[4].includes('D') || match[3] === '0') return undefined;
	return {
		stamp: Number(match[1]),
		duration: Number(match[2]) || 0,
		isKey: match[4].startsWith('K'),
		isCorrupt: match[4].includes('C'),
	};
}

const PACKET = /^pts=([^|]*)\|duration=([^|]*)\|size=(\d+)\|flags=([A-Z_]+)/;

function readTimeBase(line: string) {
	const match = /^time_base=(\d+)\/(\d+)/.exec(line);
	return match ? { numerator: Number(match[1]), denominator: Number(match[2]) } : undefined;
}
