import { throttleProgress } from '../../../lib/inference/progress';
import type { Progress } from '../../../lib/inference/types';

describe('throttleProgress', () => {
	it.each<[string, Array<[number, Progress]>, number[]]>([
		['the first', [[0, { stage: 'a', fraction: 0 }]], [0]],
		[
			'none too soon',
			[
				[0, { stage: 'a', fraction: 0 }],
				[99, { stage: 'a', fraction: 0.1 }],
			],
			[0],
		],
		[
			'the next in time',
			[
				[0, { stage: 'a', fraction: 0 }],
				[100, { stage: 'a', fraction: 0.1 }],
			],
			[0, 1],
		],
		[
			'a new stage at once',
			[
				[0, { stage: 'a' }],
				[1, { stage: 'b' }],
			],
			[0, 1],
		],
		[
			'the end at once',
			[
				[0, { stage: 'a' }],
				[1, { stage: 'a', fraction: 1 }],
			],
			[0, 1],
		],
	])('passes on %s', (_, said, expected) => {
		let nowMs = 0;
		const sent: Progress[] = [];
		const report = throttleProgress(
			(progress) => sent.push(progress),
			() => nowMs,
		);
		for (const [atMs, progress] of said) {
			nowMs = 1_000_000 + atMs;
			report(progress);
		}
		expect(sent).toEqual(expected.map((i) => said[i][1]));
	});
});
