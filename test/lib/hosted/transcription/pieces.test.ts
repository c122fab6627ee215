import { failure } from '../support';
import { KEY, recording, useServers } from './support';

const { start, transcribe } = useServers();
const LONG = recording('long.flac');
/** Seven pieces of `long.flac`. */
const SMALL = { audioPath: LONG, maximumPieceSeconds: 20 };

describe('a recording above the limits', () => {
	it('goes up in pieces, some at once, and comes back as one, in order', async () => {
		const server = await start();
		const stages: Array<number | undefined> = [];
		const onProgress = ({ stage, fraction }: { stage: string; fraction?: number }) => {
			if (stage === 'sending the recording') stages.push(fraction);
		};
		const told = await transcribe(server, { ...SMALL, timestamps: 'word' }, { onProgress });
		expect(told).toMatchObject({ pieces: 7, warnings: [] });
		expect(told.requestIds).toHaveLength(7);
		expect(server.mostAtOnce()).toBe(3);
		expect(told.segments.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		const starts = told.segments.map(({ start: time }) => time);
		expect(starts).toEqual([...starts].sort((one, other) => one - other));
		expect(told.text.match(/Number \d/g)?.sort()).toEqual(
			[1, 2, 3, 4, 5, 6, 7].map((n) => `Number ${n}`),
		);
		expect(stages).toHaveLength(8);
		expect(stages.at(-1)).toBe(1);
		expect(told.usage.audioSeconds).toBeGreaterThanOrEqual(107);
	});

	it('keeps each upload below the limit, the form included', async () => {
		const maximumBytes = 400_000;
		const server = await start({ maximumBytes });
		const told = await transcribe(server, {
			audioPath: LONG,
			maximumBytes,
			prompt: 'x'.repeat(800),
		});
		expect(told.pieces).toBeGreaterThan(8);
		const seconds = server.uploads.map((upload) => upload.seconds);
		expect(seconds.reduce((sum, one) => sum + one, 0)).toBeCloseTo(told.duration, 3);
	});

	it('names speakers anew in each piece, and says so', async () => {
		const listen = () => ({
			text: 'Hi.',
			segments: [{ start: 0, end: 1, text: 'Hi.', speaker: 'A' }],
		});
		const request = { ...SMALL, model: 'gpt-4o-transcribe-diarize', diarize: true };
		const told = await transcribe(await start({ listen }), { ...request, maximumPieceSeconds: 60 });
		expect(told.segments.map(({ speaker }) => speaker)).toEqual(['A', 'A (part 2)']);
		expect(told.warnings).toEqual([expect.stringContaining('names the speakers anew')]);
	});

	it('fails as a whole where a piece fails, and says where', async () => {
		let count = 0;
		const server = await start({
			intercept(_, response) {
				if (++count !== 3) return false;
				response.writeHead(500, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ error: { message: 'The engine broke' } }));
				return true;
			},
		});
		const error = await failure(transcribe(server, { ...SMALL, piecesAtOnce: 1 }));
		expect(error.message).toMatch(/^From 0:\d\d to 0:\d\d of the recording: .*The engine broke/);
		expect(error).toMatchObject({
			code: 'SERVICE_OVERLOADED',
			details: { startSeconds: expect.any(Number), endSeconds: expect.any(Number) },
		});
		expect(server.uploads).toHaveLength(3);
		expect(JSON.stringify(error.details)).not.toContain(KEY);
	});

	it('stops when it is told to', async () => {
		const stop = new AbortController();
		const server = await start({
			async listen() {
				stop.abort();
				return await new Promise<never>(() => {});
			},
		});
		const error = await failure(transcribe(server, SMALL, { signal: stop.signal }));
		expect(error.code).toBe('CANCELLED');
		expect(server.uploads.length).toBeLessThanOrEqual(3);
	});

	it('needs room for some seconds', async () => {
		const error = await failure(transcribe(await start(), { maximumBytes: 100_000 }));
		expect(error).toMatchObject({ code: 'UPLOAD_LIMIT_TOO_SMALL' });
		expect(error.message).toContain('2.4 seconds');
	});
});
