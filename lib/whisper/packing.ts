import type { SampleBuffer } from './sample-buffer';
import type { SpeechRegion } from './speech-regions';

/** Stretches of speech laid end to end in one window. */
export interface PackedWindow {
	samples: Float32Array;
	/** Where each stretch lies in the window and in the file, in samples, in order. */
	pieces: PackedPiece[];
}

export interface PackedPiece {
	/** Sample of the window at which it begins. */
	offset: number;
	/** Sample of the file at which it begins. */
	start: number;
	length: number;
}

/** Fills windows of `windowSamples` with stretches of speech; a stretch is never cut here. */
export async function* packSpeech(
	regions: AsyncIterable<SpeechRegion>,
	buffer: SampleBuffer,
	windowSamples: number,
): AsyncGenerator<PackedWindow> {
	let pending: PackedWindow = emptyWindow(windowSamples);
	let filled = 0;
	for await (const { start, end } of regions) {
		if (filled > 0 && filled + end - start > windowSamples) {
			yield trim(pending, filled);
			pending = emptyWindow(windowSamples);
			filled = 0;
		}
		const length = Math.min(end - start, windowSamples);
		pending.samples.set(buffer.read(start, start + length), filled);
		pending.pieces.push({ offset: filled, start, length });
		filled += length;
	}
	if (filled > 0) yield trim(pending, filled);
}

/** The part of a window from `offset` on, as a window of its own. */
export function restOfWindow({ samples, pieces }: PackedWindow, offset: number): PackedWindow {
	return {
		samples: samples.slice(offset),
		pieces: pieces
			.filter((piece) => piece.offset + piece.length > offset)
			.map((piece) => {
				const skipped = Math.max(0, offset - piece.offset);
				return {
					offset: piece.offset + skipped - offset,
					start: piece.start + skipped,
					length: piece.length - skipped,
				};
			}),
	};
}

/**
 * File times of a stretch of a window told by stamps. Stamps are coarse: a start in the silence that ends a
 * piece means the next piece, an end in the silence that begins one means the piece before.
 */
export function spanInFile(
	{ pieces }: PackedWindow,
	start: number,
	end: number,
	padSamples: number,
): SpeechRegion {
	let first = pieces.findLastIndex(({ offset }) => offset <= start);
	let last = pieces.findLastIndex(({ offset }) => offset < end);
	if (hasGapAfter(pieces, first) && start > pieces[first + 1].offset - padSamples) first++;
	if (last > first && hasGapAfter(pieces, last - 1) && end < pieces[last].offset + padSamples)
		last--;
	last = Math.max(first, last);
	return { start: inPiece(pieces[first], start), end: inPiece(pieces[last], end) };
}

/** File times of a word: all of it in the piece that holds its middle. */
export function wordInFile({ pieces }: PackedWindow, start: number, end: number): SpeechRegion {
	const piece = pieces.findLast(({ offset }) => offset <= (start + end) / 2) ?? pieces[0];
	return { start: inPiece(piece, start), end: inPiece(piece, end) };
}

function hasGapAfter(pieces: PackedPiece[], index: number): boolean {
	const [piece, next] = [pieces[index], pieces[index + 1]];
	return next !== undefined && next.start > piece.start + piece.length;
}

function inPiece(piece: PackedPiece, sample: number): number {
	return piece.start + Math.min(piece.length, Math.max(0, sample - piece.offset));
}

function emptyWindow(windowSamples: number): PackedWindow {
	return { samples: new Float32Array(windowSamples), pieces: [] };
}

function trim(window: PackedWindow, filled: number): PackedWindow {
	return { ...window, samples: window.samples.slice(0, filled) };
}
