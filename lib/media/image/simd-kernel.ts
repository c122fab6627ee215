import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MAXIMUM_RESAMPLE_BUFFER_BYTES } from '../../limits';

/** What wasm/resample.ts exports. Arguments are places in its memory, byte counts and counts. */
interface Exports {
	memory: { buffer: ArrayBuffer; grow(pages: number): number };
	across(
		source: number,
		sourceStride: number,
		target: number,
		targetStride: number,
		columns: number,
		starts: number,
		lengths: number,
		weights: number,
		weightStride: number,
	): void;
	down(
		source: number,
		stride: number,
		target: number,
		rows: number,
		starts: number,
		lengths: number,
		weights: number,
		weightStride: number,
	): void;
}

/** What is used of Node's global, which its types leave out. */
declare const WebAssembly: {
	Module: new (code: Uint8Array) => object;
	Instance: new (module: object) => { exports: unknown };
};

/** The SIMD code of this thread, and its memory, which every use overwrites. */
export interface Kernel extends Pick<Exports, 'across' | 'down'> {
	/** Places of areas of the given sizes; undefined when together they are beyond the limit. */
	reserve(sizesBytes: number[]): number[] | undefined;
	/** The memory, until the next `reserve`. */
	bytes(): Uint8Array;
}

const PAGE_BYTES = 65_536;

let kernel: Kernel | false | undefined;

/** The kernel; undefined when it was not built, or when this Node or processor has no SIMD. */
export function loadKernel(): Kernel | undefined {
	kernel ??= instantiate(path.join(__dirname, 'resample.wasm')) ?? false;
	return kernel || undefined;
}

function instantiate(file: string): Kernel | undefined {
	let exports: Exports;
	try {
		const module = new WebAssembly.Module(readFileSync(file));
		exports = new WebAssembly.Instance(module).exports as Exports;
	} catch {
		return undefined;
	}
	const { memory, across, down } = exports;
	return {
		across,
		down,
		bytes: () => new Uint8Array(memory.buffer),
		reserve: (sizesBytes) => {
			const { places, end } = layOut(sizesBytes);
			if (end > MAXIMUM_RESAMPLE_BUFFER_BYTES) return undefined;
			const lacking = Math.ceil((end - memory.buffer.byteLength) / PAGE_BYTES);
			if (lacking > 0) memory.grow(lacking);
			return places;
		},
	};
}

/** One after the other, each at a multiple of a vector's 16 bytes. */
function layOut(sizesBytes: number[]): { places: number[]; end: number } {
	let end = 0;
	const places = sizesBytes.map((size) => {
		const place = end;
		end = Math.ceil((end + size) / 16) * 16;
		return place;
	});
	return { places, end };
}
