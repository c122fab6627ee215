import path from 'node:path';
import type { HostedSegment, HostedWord } from '../../../../lib/hosted/transcription/types';
import { listenLocally } from '../../../helpers/hosted/local-listener';
import { patientFetch } from '../../../helpers/hosted/patient-fetch';
import { MAXIMUM_CONTENT_BYTES, type Upload } from '../../../helpers/hosted/transcription-server';
import { decodeAll, makeMedia } from '../../../helpers/media';
import { recording, useServers } from './support';

const { folder, start, transcribe } = useServers();

/** A minute and a half of work; a machine may have much else to do. */
const PATIENCE_MS = 20 * 60_000;

/** Kennedy and Mr. Quilter by turns, each after a pause of a quiet room. */
const KENNEDY_SECONDS = 11;
const QUILTER_SECONDS = 5.855;

type Plan = ReturnType<typeof planTurns>;

function planTurns(pauseSeconds: number) {
	const turnSeconds = pauseSeconds + KENNEDY_SECONDS + pauseSeconds + QUILTER_SECONDS;
	const kennedyAt = (turn: number) => turn * turnSeconds + pauseSeconds;
	const quilterAt = (turn: number) => kennedyAt(turn) + KENNEDY_SECONDS + pauseSeconds;
	return { pauseSeconds, turnSeconds, kennedyAt, quilterAt };
}

async function record(name: string, pauseSeconds: number, turns: number): Promise<string> {
	const room = `anoisesrc=d=${pauseSeconds}:r=16000:a=0.001:seed=1`;
	const inputs = [
		...['-f', 'lavfi', '-i', room, '-i', recording('jfk.flac')],
		...['-f', 'lavfi', '-i', room, '-i', recording('quilter.wav')],
	];
	const mono = [0, 1, 2, 3].map(
		(n) => `[${n}:a]aresample=16000,aformat=channel_layouts=mono[a${n}]`,
	);
	const chain = `${mono.join(';')};[a0][a1][a2][a3]concat=n=4:v=0:a=1`;
	const turn = path.join(folder, `turn-of-${name}`);
	await makeMedia(turn, ...inputs, '-filter_complex', chain, '-c:a', 'pcm_s16le');
	const loop = ['-stream_loop', String(turns - 1), '-i', turn, '-c:a', 'pcm_s16le'];
	return await makeMedia(path.join(folder, name), ...loop);
}

/** Seconds from the end of one upload to the next, where they were sent one by one. */
function cutsOf(uploads: readonly Upload[]): number[] {
	let end = 0;
	return uploads.slice(0, -1).map(({ seconds }) => (end += seconds));
}

/** How loud the 200 ms around a moment of a turn are beside all of it, in dB. */
function levelAround(turn: Float32Array, second: number): number {
	const [from, to] = [second - 0.1, second + 0.1].map((time) => Math.round(time * 16000));
	const power = (samples: Float32Array) =>
		samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
	return 10 * Math.log10(power(turn.subarray(from, to)) / power(turn));
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const wordsOf = (segments: readonly HostedSegment[]): HostedWord[] =>
	segments.flatMap(({ words = [] }) => words);

/** The words that begin in a turn; pauses are longer than any slip of a word's time. */
function wordsIn(words: HostedWord[], { turnSeconds, pauseSeconds }: Plan, turn: number) {
	const from = turn * turnSeconds + pauseSeconds / 2;
	return words.filter(({ start: time }) => time >= from && time < from + turnSeconds);
}

const textOf = (words: HostedWord[]) =>
	words.map(({ word }) => word.toLowerCase().replace(/[^a-z]/g, '')).join(' ');

function mostFrequent(texts: string[]): string {
	const count = (text: string) => texts.filter((other) => other === text).length;
	return texts.reduce((best, text) => (count(text) > count(best) ? text : best));
}

/** How long after its clip's beginning a word is heard, in each piece that has it often enough; words wobble by some 30 ms. */
function medianDelays(
	spoken: HostedWord[][],
	name: string,
	place: (turn: number) => number,
	cuts: number[],
): number[] {
	return [0, ...cuts].flatMap((from, index) => {
		const delays = spoken.flatMap((words, turn) => {
			const isOfPiece = place(turn) >= from && place(turn) < (cuts[index] ?? Infinity);
			const found = isOfPiece ? words.find(({ word }) => word.includes(name)) : undefined;
			return found ? [found.start - place(turn)] : [];
		});
		return delays.length > 5 ? [median(delays)] : [];
	});
}

describe('a recording of 40 minutes, at a service that takes 25 MB and hears with Whisper', () => {
	// Pauses cost Whisper nothing: the same length with less speech takes less time.
	const plan = planTurns(20);
	const turns = 43;

	async function hear() {
		const audioPath = await record('meeting.wav', plan.pauseSeconds, turns);
		const server = await start({ listen: listenLocally });
		const told = await transcribe(server, {
			...{ audioPath, timestamps: 'word', piecesAtOnce: 1 },
			service: { timeoutMs: PATIENCE_MS, fetch: patientFetch },
		});
		return { server, told, cuts: cutsOf(server.uploads) };
	}

	it(
		'comes back whole, times in step to 20 ms',
		async () => {
			const { server, told, cuts } = await hear();
			expect(told.duration).toBeCloseTo(turns * plan.turnSeconds, 3);
			expect(told.duration).toBeGreaterThan(2400);
			expect(told).toMatchObject({ pieces: cuts.length + 1, warnings: [] });
			expect(cuts.length).toBeGreaterThanOrEqual(2);
			for (const { bodyBytes } of server.uploads) {
				expect(bodyBytes).toBeLessThanOrEqual(MAXIMUM_CONTENT_BYTES);
			}
			const { samples } = await decodeAll(path.join(folder, 'turn-of-meeting.wav'));
			expect(samples.length / 16000).toBeCloseTo(plan.turnSeconds, 6);
			for (const cut of cuts)
				expect(levelAround(samples, cut % plan.turnSeconds)).toBeLessThan(-20);

			const words = wordsOf(told.segments);
			const spoken = Array.from({ length: turns }, (_, turn) => wordsIn(words, plan, turn));
			expect(spoken.flat()).toEqual(words);
			// Whisper slips now and then ("class" for "classes"); what is lost or doubled is more than that.
			const usual = mostFrequent(spoken.map(textOf));
			expect(usual).toMatch(/^and so my fellow americans .* quilter .* gospel$/);
			for (const turn of spoken) {
				expect(textOf(turn)).toMatch(/^and .* americans .* country .* mr .* gospel$/);
				expect(Math.abs(turn.length - usual.split(' ').length)).toBeLessThanOrEqual(2);
			}

			for (const [name, place] of [
				['Americans', plan.kennedyAt],
				['Quilter', plan.quilterAt],
			] as const) {
				const delays = medianDelays(spoken, name, place, cuts);
				expect(delays.length).toBeGreaterThanOrEqual(3);
				for (const delay of delays) {
					expect(Math.round(1000 * Math.abs(delay - delays[0]))).toBeLessThanOrEqual(20);
				}
			}
		},
		PATIENCE_MS,
	);
});

describe('the times of joined pieces', () => {
	/** Hears where sound begins after at least half a second of quiet, to the millisecond. */
	async function listenForStarts({ file }: Pick<Upload, 'file'>) {
		const { samples } = await decodeAll(file.path);
		const starts: number[] = [];
		let loudAt = -Infinity;
		samples.forEach((sample, index) => {
			if (Math.abs(sample) < 0.01) return;
			if (index - loudAt > 8000) starts.push(index / 16000);
			loudAt = index;
		});
		const segments = starts.map((time) => ({ start: time, end: time + 0.1, text: ' x' }));
		return { text: segments.map(({ text }) => text).join(''), segments };
	}

	it('are those of the whole, in however many pieces and whatever their order of arrival', async () => {
		const audioPath = await record('talk.wav', 0.9, 8);
		const server = await start({ listen: listenForStarts });
		const whole = await transcribe(server, { audioPath });
		const joined = await transcribe(server, {
			audioPath,
			maximumPieceSeconds: 20,
			piecesAtOnce: 5,
		});
		expect(whole.pieces).toBe(1);
		expect(joined.pieces).toBeGreaterThan(6);
		const starts = whole.segments.map((segment) => segment.start);
		expect(starts.length).toBeGreaterThanOrEqual(16);
		const missing = starts.filter(
			(time) => !joined.segments.some((segment) => Math.abs(segment.start - time) <= 0.02),
		);
		expect(missing).toEqual([]);
		const times = joined.segments.map((segment) => segment.start);
		expect(times).toEqual([...times].sort((one, other) => one - other));
	});
});
