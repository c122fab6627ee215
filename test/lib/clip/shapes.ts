import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Dtype, ResolvedModel } from '../../../lib/models/types';

const fixtures = path.resolve(__dirname, '../../fixtures');
const folder = path.join(fixtures, 'models/clip-shapes');

/** A small trained model of coloured shapes. */
export const shapesModel = modelIn('fp32', '');
export const shapesModel8 = modelIn('q8', '_quantized');

export interface Golden {
	logit_scale: number;
	labels: string[];
	accuracy: number;
	images: {
		file: string;
		truth: string;
		answer: string;
		probability: number;
		similarity: number;
		embedding: number[];
	}[];
	texts: { text: string; ids: number[]; embedding: number[] }[];
}

/** What transformers makes of the pictures and texts. */
export const golden = JSON.parse(
	readFileSync(path.join(fixtures, 'golden/clip-shapes.json'), 'utf8'),
) as Golden;

export const image = (name: string) => path.join(fixtures, 'image', name);
export const shape = (name: string) => image(`shapes/${name}`);
export const allShapes = readdirSync(image('shapes')).map(shape);

/** Copies of a picture, each a little different file. */
export function copiesOf(file: string, count: number): string[] {
	const scratch = mkdtempSync(path.join(tmpdir(), 'copies-'));
	afterAll(() => rmSync(scratch, { recursive: true, force: true }));
	const bytes = readFileSync(file);
	return Array.from({ length: count }, (_, i) => {
		const copy = path.join(scratch, `${i}${path.extname(file)}`);
		// Decoders stop at the picture's end.
		writeFileSync(copy, Buffer.concat([bytes, Buffer.from(`#${i}`)]));
		return copy;
	});
}

function modelIn(dtype: Dtype, suffix: string): ResolvedModel {
	const part = (stem: string) => path.join(folder, 'onnx', `${stem}${suffix}.onnx`);
	return {
		name: 'clip-shapes',
		id: `test clip-shapes ${dtype}`,
		folder,
		parts: { vision_model: part('vision_model'), text_model: part('text_model') },
		dtypes: { vision_model: dtype, text_model: dtype },
	};
}
