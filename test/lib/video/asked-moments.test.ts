import { findAskedMoments } from '../../../lib/video/asked-moments';

const expectMoments = (question: string, seconds: number[]) =>
	expect(findAskedMoments(question)).toEqual(seconds);

describe('a moment', () => {
	it.each<[string, number[]]>([
		['What happens at second 75?', [75]],
		['What happens at second N?', []],
		['What is on the board at 1:15?', [75]],
		['and at 01:02:03.5, or [00:05]?', [5, 3723.5]],
		['Compare seconds 10 and 20 s.', [10, 20]],
		['What does she say in the 12th second?', [12]],
		['Was geschieht in der 12. Sekunde?', [12]],
		['Who enters in scene 3. Second 5 shows nobody', [5]],
		['Who enters in minute 3?', [180]],
		['Wer kommt in Minute 3 herein, wer in Sekunde 20?', [20, 180]],
		['Who enters in minute 3:10?', [190]],
		['At 0.5 seconds, and again at second 0.5', [0.5]],
		['Bei 1,5 s und bei Sekunde 2,5', [1.5, 2.5]],
		['What is at 1,500 seconds?', [1500]],
		['What happens in this video?', []],
		['The ratio is 16:9, the year 2024', []],
		['Is it 1:75?', []],
		['Name 5 samples of 10 species.', []],
	])('is named by %p: %p', expectMoments);

	it.each<[string, number[]]>([
		['What is seen at 2 minutes 30 seconds?', [150]],
		['What is seen at 2 minutes and 30 seconds?', [150]],
		['What is seen at minute 2 second 30?', [150]],
		['What is seen at minute 2, second 30?', [150]],
		['at 1h 2m 3s', [3723]],
		['and 1 hour 30 min', [5400]],
		['2m30s, or 1h2m3s', [150, 3723]],
		['model v2s, size 10s9', []],
		['Was sieht man bei 2 Min. 30 Sek.?', [150]],
		['Bei 1 Stunde, 2 Minuten und 3 Sekunden?', [3723]],
		['Stunde 1 Minute 2', [3720]],
		['Compare 10 s, 20 s and 1:30', [10, 20, 90]],
		['After some minutes 30 seconds are', [30]],
	])('has several parts in %p: %p', expectMoments);

	it.each<[string, number[]]>([
		['What is seen after 90 minutes?', [5400]],
		['and at 1 minute?', [60]],
		['around 3 min', [180]],
		['at about the 2 minute mark, and the 5-minute mark', [120, 300]],
		['at 2 minutes and 5 minutes', [120, 300]],
		['3 minutes into the film', [180]],
		['bei 2 Minuten', [120]],
		['nach etwa 1 Stunde', [3600]],
		['at 1 minute 3 people come', [60]],
		['Who wins in 3 minutes of play?', []],
		['Describe this video of 10 minutes', []],
		['the car at 5 m distance', []],
	])('of whole minutes needs a word that says so: %p: %p', expectMoments);
});

describe('a length is no moment', () => {
	it.each([
		'What happens in the last 10 seconds?',
		'and in the first 10 to 20 seconds?',
		'Describe it in 5 seconds steps',
		'in 5-second steps, in steps of 5 seconds',
		'Tell what you see every 5 seconds',
		'Is he silent for 10 seconds?',
		'for about 2 minutes 30 seconds',
		'longer than 10 s, at least 20 s, 30 seconds long',
		'the last 1:30',
		'How many cars pass every second 5 people cross?',
		'10 seconds before the end, at 10 seconds before the end',
		'What comes 10 seconds after the goal, and 5 seconds later?',
		'in den letzten 10 Sekunden',
		'Beschreibe es alle 5 Sekunden, in 5 Sekunden Schritten, in Schritten von 5 Sekunden',
		'Ist er für 10 Sekunden still?',
		'in den ersten 2 Minuten 30 Sekunden',
	])('%p', (question) => expectMoments(question, []));

	it('and stands beside one', () => {
		expectMoments(
			'What happens 5 seconds before second 75, for 10 seconds, and at 90 s?',
			[75, 90],
		);
	});
});

it('costs no time to find in a text that leads astray', () => {
	const long = `${'1'.repeat(50_000)} ${'1:'.repeat(20_000)} ${'5 '.repeat(20_000)}minute${' '.repeat(50_000)}`;
	const startedMs = performance.now();
	expectMoments(long, []);
	expect(performance.now() - startedMs).toBeLessThan(5000);
});
