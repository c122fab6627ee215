import { readFileSync } from 'node:fs';
import path from 'node:path';
import { frameOnScreen } from '../../../../lib/media/video/frame-on-screen';
import { readFrameTimes } from '../../../../lib/media/video/frame-times';
import { probeVideo } from '../../../../lib/media/video/probe-video';

const FIXTURES = path.resolve(__dirname, '../../../fixtures');

interface Golden {
	width: number;
	height: number;
	frames: number;
	first_pts: number;
	last_pts: number;
	keyframe_pts: number[];
	on_screen_at: Record<string, number>;
}

const goldens = JSON.parse(
	readFileSync(path.join(FIXTURES, 'golden/video.json'), 'utf8'),
) as Record<string, Golden>;

/** PyAV gives the width as stored; the pixels of this one are not square. */
const SHOWN_WIDTHS: Record<string, number> = { 'carphone_pristine.mp4': 193 };

describe.each(Object.entries(goldens))('%s', (name, golden) => {
	const file = path.join(FIXTURES, 'video', name);

	it('is read as PyAV reads it', async () => {
		const info = await probeVideo(file);
		expect(info.size).toEqual({ width: SHOWN_WIDTHS[name] ?? golden.width, height: golden.height });
		const times = await readFrameTimes(file, info);
		const { seconds, isKeyframe } = times;
		expect(seconds).toHaveLength(golden.frames);
		expect(seconds[0]).toBeCloseTo(golden.first_pts, 6);
		expect(seconds.at(-1)).toBeCloseTo(golden.last_pts, 6);
		const keys = Array.from(seconds).filter((_, index) => isKeyframe[index] === 1);
		expect(keys).toHaveLength(golden.keyframe_pts.length);
		keys.forEach((at, index) => expect(at).toBeCloseTo(golden.keyframe_pts[index], 6));
		for (const [at, frame] of Object.entries(golden.on_screen_at)) {
			expect([at, frameOnScreen(times, Number(at))]).toEqual([at, frame]);
		}
	});

	it('is read alike in parts', async () => {
		const info = await probeVideo(file);
		const whole = await readFrameTimes(file, info);
		const part = await readFrameTimes(file, info, { startSeconds: 1.01, endSeconds: 3 });
		const first = frameOnScreen(whole, 1.01);
		const end = Array.from(whole.seconds).filter((at) => at < 3 - 1e-6).length;
		expect(Array.from(part.seconds)).toEqual(Array.from(whole.seconds.slice(first, end)));
		const keys = await readFrameTimes(file, info, { keyframesOnly: true });
		expect(keys.seconds).toHaveLength(golden.keyframe_pts.length);
	});
});
