import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadClip } from '../../../lib/clip/model';
import { chooseBackend } from '../../../lib/inference/backends/choose';
import { Keeper } from '../../../lib/inference/keeper';
import type { TaskContext } from '../../../lib/inference/types';
import type { ResolvedModel } from '../../../lib/models/types';

const root = path.resolve(__dirname, '../../..');

export const golden = <T>(name: string) =>
	JSON.parse(readFileSync(path.join(root, `test/fixtures/golden/${name}.json`), 'utf8')) as T;
export const modelFolder = (name: string) => path.join(root, 'test/fixtures/models', name);
export const shape = (name: string) => path.join(root, 'test/fixtures/image/shapes', name);

/** What transformers makes of a tiny model. */
export interface TinyGolden {
	scale: number;
	bias: number;
	images: Array<{ wave?: number; file?: string }>;
	imageEmbeddings: number[][];
	texts: Array<{ text: string; ids: number[] }>;
	textEmbeddings: number[][];
	logits: number[][];
}

export const tinyGolden = golden<Record<string, TinyGolden>>('clip-tiny');

const TOWERS = ['vision_model', 'text_model'];
const JOINT = ['model'];

/** A model of the fixtures, or one in a folder. */
export function files(folder: string, parts: string[] = TOWERS, suffix = ''): ResolvedModel {
	const name = path.basename(folder);
	const paths = parts.map((part) => [part, path.join(folder, 'onnx', `${part}${suffix}.onnx`)]);
	return {
		name,
		id: `test ${folder} ${parts} ${suffix}`,
		folder,
		parts: Object.fromEntries(paths) as Record<string, string>,
		dtypes: {},
	};
}

export const jointFiles = (folder: string) => files(folder, JOINT);

/** What an engine process gives a task, in this process. */
export async function makeContext(): Promise<TaskContext> {
	const keeper = new Keeper();
	return {
		backend: await chooseBackend('cpu'),
		signal: new AbortController().signal,
		progress() {},
		keep: (key, create) => keeper.keep(key, create),
		temporaryFolder: '',
	};
}

/** A loaded model with both halves open. */
export async function load(model: ResolvedModel, logitScale?: number) {
	const clip = await loadClip(await makeContext(), model, logitScale);
	await clip.embedPictures([], { width: 0, height: 0 });
	return { ...clip, text: await clip.openTexts() };
}

export type OpenClip = Awaited<ReturnType<typeof load>>;

/** A copy of a fixture with other fields in a file of it, removed after the work. */
export async function withChanged<T>(
	name: string,
	file: string,
	change: (fields: Record<string, unknown>) => unknown,
	work: (folder: string) => Promise<T>,
): Promise<T> {
	const parent = mkdtempSync(path.join(tmpdir(), 'clip-model-'));
	const folder = path.join(parent, name);
	try {
		cpSync(modelFolder(name), folder, { recursive: true });
		const target = path.join(folder, file);
		const fields = JSON.parse(readFileSync(target, 'utf8')) as Record<string, unknown>;
		writeFileSync(target, JSON.stringify(change(fields)));
		return await work(folder);
	} finally {
		rmSync(parent, { recursive: true });
	}
}

/** The picture that the golden describes by a number: [3, size, size]. */
export const wave = (step: number, size = 32) =>
	Float32Array.from({ length: 3 * size * size }, (_, index) => Math.sin(step * index));

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [product, aa, bb] = [0, 0, 0];
	for (let index = 0; index < a.length; index++) {
		product += a[index] * b[index];
		aa += a[index] ** 2;
		bb += b[index] ** 2;
	}
	return product / Math.sqrt(aa * bb);
}
