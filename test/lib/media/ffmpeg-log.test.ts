import { readLogLine } from '../../../lib/media/ffmpeg-log';

describe('readLogLine', () => {
	it.each([
		['[info] 40000.000000', { note: { value: 40000, isHeartbeat: false } }],
		['[Eval @ 0x7f5c39] [info] -1.500000', { note: { value: -1.5, isHeartbeat: false } }],
		['[Eval @ 0x7f5c39] [warning] 0.800000', { note: { value: 0.8, isHeartbeat: true } }],
		['[error] No such thing', { complaint: 'No such thing' }],
		['[h264 @ 0x5] [error] bad slice', { complaint: '[h264 @ 0x5] bad slice' }],
		['[out#0/null @ 0x5] [fatal] gone', { complaint: '[out#0/null @ 0x5] gone' }],
		['[h264 @ 0x5] [warning] odd slice', {}],
		['[info]     title           : 40000.000000', {}],
		['[warning] nan', {}],
		['', {}],
	])('reads %j', (line, expected) => expect(readLogLine(line)).toEqual(expected));
});
