import { findAskedMoments } from '../../../lib/video/asked-moments';

it.each<[string, number[]]>([
	['What happens at second 75?', [75]],
	['What happens at second N?', []],
	['What is on the board at 1:15?', [75]],
	['and at 01:02:03.5, or [00:05]?', [5, 3723.5]],
	['Compare seconds 10 and 20 s.', [10, 20]],
	['What does she say in the 12th second?', [12]],
	['Who enters in minute 3?', [180]],
	['Who enters in minute 3:10?', [190]],
	['At 0.5 seconds, and again at second 0.5', [0.5]],
	['What happens in this video?', []],
	['The ratio is 16:9, the year 2024', []],
	['Is it 1:75?', []],
	['Name 5 samples of 10 species.', []],
])('%p names %p', (question, seconds) => expect(findAskedMoments(question)).toEqual(seconds));
