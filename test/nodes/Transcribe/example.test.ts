import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { recording } from '../../helpers/transcribe';

interface Item {
	json: IDataObject & { text: string; duration: number; segments: Timed[] };
	binary: Record<string, { path: string }>;
}
interface Timed {
	start: number;
	end: number;
	text: string;
	words: Array<{ start: number; end: number; word: string }>;
}

const root = path.join(__dirname, '../../..');
const golden = path.join(root, 'test/fixtures/golden/whisper-tiny.en.json');
const NAMES = ['jfk.flac', 'quilter.wav', 'two_speakers.wav', 'hotwords.mp3', 'long.flac'];
const out = mkdtempSync(path.join(os.tmpdir(), 'transcribe-example-'));
let items: Item[];

beforeAll(() => {
	const files = [...NAMES, 'noise_only.wav'].map(recording);
	const options = ['examples/transcribe.json', '--input', ...files, '--out', out];
	const { status, stdout } = spawnSync('npm', ['run', '-s', 'workflow', '--', ...options], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
		shell: process.platform === 'win32',
	});
	const report = JSON.parse(stdout);
	expect({ status, error: report.error }).toEqual({ status: 0, error: null });
	items = report.items;
});
afterAll(() => rmSync(out, { recursive: true }));

describe('the example workflow over real recordings', () => {
	it.each(NAMES)("hears in %s what openai's own program hears", async (name) => {
		const { wordErrorRate } = await import('../../fidelity/lib/text.mjs');
		const reference = JSON.parse(readFileSync(golden, 'utf8'))[name];
		const { text, duration } = items[NAMES.indexOf(name)].json;
		// Part of the long one is two people at once.
		expect(wordErrorRate(reference.text, text)).toBeLessThanOrEqual(
			name === 'long.flac' ? 0.1 : 0.05,
		);
		expect(duration).toBeCloseTo(reference.duration, 1);
	});

	it('hears nothing in noise', () => {
		const { json, binary } = items[NAMES.length];
		expect([json.text, json.segments]).toEqual(['', []]);
		expect(readFileSync(binary.srt.path, 'utf8')).toBe('');
		expect(readFileSync(binary.vtt.path, 'utf8').trim()).toBe('WEBVTT');
	});

	it.each(NAMES)('times %s forward, within the file, without overlaps', (name) => {
		const { segments, duration, text } = items[NAMES.indexOf(name)].json;
		expectInOrder(segments, duration);
		expectInOrder(
			segments.flatMap(({ words }) => words),
			duration,
		);
		for (const { start, end, words } of segments) expectInOrder(words, end, start);
		expect(segments.map((segment) => segment.text.trim()).join(' ')).toBe(text);
	});

	it.each(NAMES)('writes subtitles of %s that parse, with all that was said', (name) => {
		const { json, binary } = items[NAMES.indexOf(name)];
		const srt = parseSrt(readFileSync(binary.srt.path, 'utf8'));
		const vtt = parseVtt(readFileSync(binary.vtt.path, 'utf8'));
		expect(vtt).toEqual(srt);
		expectInOrder(srt, json.duration);
		expect(srt.map(({ text }) => text).join(' ')).toBe(json.text);
		const txt = readFileSync(binary.txt.path, 'utf8');
		expect(txt.trim().replaceAll('\n', ' ')).toBe(json.text);
	});
});

/** Subtitles know milliseconds, segments more. */
const TOLERANCE_SECONDS = 0.001;

function expectInOrder(
	spans: Array<{ start: number; end: number }>,
	lastSeconds: number,
	firstSeconds = 0,
): void {
	let reached = firstSeconds;
	for (const { start, end } of spans) {
		expect(start).toBeGreaterThanOrEqual(reached - TOLERANCE_SECONDS);
		expect(end).toBeGreaterThanOrEqual(start);
		reached = end;
	}
	expect(reached).toBeLessThanOrEqual(lastSeconds + TOLERANCE_SECONDS);
}

function parseSrt(srt: string) {
	return srt
		.trim()
		.split('\n\n')
		.map((block, index) => {
			const [number, times, ...lines] = block.split('\n');
			expect(number).toBe(String(index + 1));
			return { ...parseTimes(times.replaceAll(',', '.')), text: lines.join(' ') };
		});
}

function parseVtt(vtt: string) {
	const [head, ...blocks] = vtt.trim().split('\n\n');
	expect(head).toBe('WEBVTT');
	return blocks.map((block) => {
		const [times, ...lines] = block.split('\n');
		return { ...parseTimes(times), text: lines.join(' ') };
	});
}

function parseTimes(line: string): { start: number; end: number } {
	const clock = '(\\d{2}):([0-5]\\d):([0-5]\\d\\.\\d{3})';
	const found = new RegExp(`^${clock} --> ${clock}$`).exec(line);
	expect([line, found !== null]).toEqual([line, true]);
	const [h1, m1, s1, h2, m2, s2] = found!.slice(1).map(Number);
	return { start: h1 * 3600 + m1 * 60 + s1, end: h2 * 3600 + m2 * 60 + s2 };
}
