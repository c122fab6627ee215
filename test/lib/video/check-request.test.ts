import { checkRequest } from '../../../lib/video/check-request';
import type { SampleRequest } from '../../../lib/video/types';

const request: SampleRequest = {
	videoPath: 'video.mp4',
	folder: 'out',
	strategy: 'interval',
	intervalSeconds: 1,
	count: 8,
	keyframesOnly: false,
	format: 'jpeg',
	scenes: { detector: 'content', minimumSeconds: 0.6, place: 0.5 },
};

const scenes = (more: Partial<SampleRequest['scenes']>): Partial<SampleRequest> => ({
	strategy: 'scenes',
	scenes: { ...request.scenes, ...more },
});

describe('a request', () => {
	it.each<[string, Partial<SampleRequest>]>([
		['interval', {}],
		['count', { strategy: 'count', count: 10_000 }],
		['scenes at the start', scenes({ place: 0, minimumSeconds: 0 })],
		['scenes at the end', scenes({ place: 1, threshold: 0.1 })],
		['a part', { startSeconds: 0, endSeconds: 0.001 }],
		['interval, whatever the count', { count: NaN }],
		['count, whatever the interval', { strategy: 'count', intervalSeconds: 0 }],
	])('for %s is taken', (_, more) => {
		expect(() => checkRequest({ ...request, ...more })).not.toThrow();
	});

	it.each<[string, Partial<SampleRequest>]>([
		['an interval of 0', { intervalSeconds: 0 }],
		['a negative interval', { intervalSeconds: -1 }],
		['no interval', { intervalSeconds: NaN }],
		['an endless interval', { intervalSeconds: Infinity }],
		['a count of 0', { strategy: 'count', count: 0 }],
		['half a frame', { strategy: 'informative', count: 1.5 }],
		['too many frames', { strategy: 'relevant', count: 10_001 }],
		['a negative start', { startSeconds: -1 }],
		['an end of 0', { endSeconds: 0 }],
		['a width of 0', { maximumWidth: 0 }],
		['a budget of 0', { budget: { maximumTokens: 0, tokenModel: 'x' } }],
		['a place behind the scene', scenes({ place: 1.01 })],
		['a place before the scene', scenes({ place: -0.01 })],
		['no place', scenes({ place: NaN })],
		['a threshold of 0', scenes({ threshold: 0 })],
		['negative scenes', scenes({ minimumSeconds: -1 })],
	])('with %s is refused', (_, more) => {
		expect(() => checkRequest({ ...request, ...more })).toThrow(
			expect.objectContaining({ code: 'NUMBER_INVALID' }),
		);
	});

	it('for a part that ends before it starts is refused, naming both', () => {
		expect(() => checkRequest({ ...request, startSeconds: 5, endSeconds: 5 })).toThrow(
			'The end (5 s) must come after the start (5 s).',
		);
	});
});
