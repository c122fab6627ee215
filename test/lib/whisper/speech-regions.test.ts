import { SpeechRegionDetector, type SpeechOptions } from '../../../lib/whisper/speech-regions';
import { seeded } from './support';

// One probability is 0.1 s of a sound of 100 samples a second: 10 samples.
const OPTIONS: SpeechOptions = {
	sampleRateHz: 100,
	hopSamples: 10,
	threshold: 0.5,
	silenceThreshold: 0.35,
	minimumSilenceSeconds: 0.3,
	padSeconds: 0.2,
	maximumSpeechSeconds: 60,
};

/** `#` speech, `-` unsure, `.` silence. */
function detect(sound: string, options: Partial<SpeechOptions> = {}, total = sound.length * 10) {
	const detector = new SpeechRegionDetector({ ...OPTIONS, ...options });
	const probabilities = [...sound].map((sign) => ({ '#': 0.9, '-': 0.4, '.': 0.1 })[sign]!);
	const regions = probabilities.flatMap((probability) => detector.push(probability));
	return [...regions, ...detector.finish(total)].map(({ start, end }) => [start, end]);
}

describe('SpeechRegionDetector', () => {
	it('finds nothing in silence, and all in speech', () => {
		expect(detect('..........')).toEqual([]);
		expect(detect('##########')).toEqual([[0, 100]]);
		expect(detect('')).toEqual([]);
	});

	it('pads on both sides', () => {
		expect(detect('.....###......')).toEqual([[30, 100]]);
	});

	it('pads no further than the file', () => {
		expect(detect('.##....')).toEqual([[0, 50]]);
		expect(detect('......##')).toEqual([[40, 80]]);
		expect(detect('......##', {}, 75)).toEqual([[40, 75]]);
	});

	it('bridges short silences and unsure moments', () => {
		expect(detect('...###..###-----###.....')).toEqual([[10, 210]]);
	});

	it('does not begin with an unsure moment', () => {
		expect(detect('.....-----.....')).toEqual([]);
	});

	it('shares a gap too short for both pads', () => {
		expect(detect('...##....##.....', { padSeconds: 0.3 })).toEqual([
			[0, 70],
			[70, 140],
		]);
	});

	it('cuts what grows too long at its last short silence', () => {
		const regions = detect('##########...##########...##########', {
			maximumSpeechSeconds: 3,
			padSeconds: 0.1,
		});
		expect(regions).toEqual([
			[0, 240],
			[250, 360],
		]);
	});

	it('cuts anywhere when there is no silence, and loses nothing', () => {
		const regions = detect('#'.repeat(100), { maximumSpeechSeconds: 3, padSeconds: 0.2 });
		expect(regions.length).toBeGreaterThan(3);
		expect(regions[0][0]).toBe(0);
		expect(regions.at(-1)![1]).toBe(1000);
		regions.slice(1).forEach(([start], i) => expect(start).toBe(regions[i][1]));
	});

	it('lets go of a stretch as soon as silence makes it final', () => {
		const detector = new SpeechRegionDetector(OPTIONS);
		const told = [...'###..........'].map((sign) => detector.push(sign === '#' ? 0.9 : 0.1).length);
		expect(told.indexOf(1)).toBe(7);
		for (let hop = 0; hop < 1000; hop++) detector.push(0);
		expect(detector.earliestNeeded).toBe((13 + 1000) * 10 - 20);
		expect(detector.finish(99999)).toEqual([]);
	});

	describe('with any sound', () => {
		const random = seeded(9);
		const rounds = Array.from({ length: 300 }, (_, round) => {
			let level = random();
			const probabilities = Array.from({ length: 20 + Math.floor(random() * 200) }, () => {
				level = Math.min(1, Math.max(0, level + (random() - 0.5) * (round % 3 === 0 ? 2 : 0.6)));
				return level;
			});
			const options = {
				...OPTIONS,
				minimumSilenceSeconds: [0.1, 0.16, 0.5, 2][round % 4],
				padSeconds: [0, 0.1, 0.4][round % 3],
				maximumSpeechSeconds: [2, 5, Infinity][round % 3],
			};
			const total = probabilities.length * 10 - Math.floor(random() * 10);
			return { probabilities, options, total };
		});

		it('keeps regions in order, apart, inside the file and short enough', () => {
			for (const { probabilities, options, total } of rounds) {
				const detector = new SpeechRegionDetector(options);
				const regions = probabilities.flatMap((p) => detector.push(p));
				regions.push(...detector.finish(total));
				let previous = 0;
				for (const { start, end } of regions) {
					expect(start).toBeGreaterThanOrEqual(previous);
					expect(end).toBeGreaterThan(start);
					expect(end - start).toBeLessThanOrEqual(options.maximumSpeechSeconds * 100);
					previous = end;
				}
				expect(previous).toBeLessThanOrEqual(total);
			}
		});

		it('asks for no sample that it said it would not need', () => {
			for (const { probabilities, options, total } of rounds) {
				const detector = new SpeechRegionDetector(options);
				let promised = 0;
				const check = (regions: Array<{ start: number }>) =>
					regions.forEach(({ start }) => expect(start).toBeGreaterThanOrEqual(promised));
				for (const probability of probabilities) {
					check(detector.push(probability));
					promised = detector.earliestNeeded;
				}
				check(detector.finish(total));
			}
		});
	});

	it('holds all speech that is padded at all', () => {
		const random = seeded(4);
		for (let round = 0; round < 100; round++) {
			const sound = Array.from({ length: 120 }, () => (random() < 0.4 ? '#' : '.')).join('');
			const regions = detect(sound, { maximumSpeechSeconds: 3 });
			[...sound].forEach((sign, hop) => {
				if (sign !== '#') return;
				const middle = hop * 10 + 5;
				expect(regions.some(([start, end]) => start <= middle && middle < end)).toBe(true);
			});
		}
	});
});
