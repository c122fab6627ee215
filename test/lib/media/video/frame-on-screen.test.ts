import { frameOnScreen } from '../../../../lib/media/video/frame-on-screen';

const seconds = Float64Array.from([0.5, 0.54, 1, 1.0001, 7]);

describe('frameOnScreen', () => {
	it.each([
		[0.5, 0],
		[0.53, 0],
		[0.54, 1],
		[0.5399995, 1],
		[0.539998, 0],
		[1, 2],
		[1.0001, 3],
		[6.999, 3],
		[7, 4],
		[1e9, 4],
		[0, 0],
		[-3, 0],
	])('at %s s is frame %s', (at, frame) => expect(frameOnScreen({ seconds }, at)).toBe(frame));

	it('is the only one where there is but one', () => {
		expect(frameOnScreen({ seconds: Float64Array.of(3) }, 0)).toBe(0);
	});
});
