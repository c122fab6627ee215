import { readFile } from 'node:fs/promises';
import type { TaskContext } from '../inference/types';
import { breathe } from './breathe';
import { openProducts, type Products } from './products';
import type { DuplicateWork } from './task-types';
import type { DuplicateGroup } from './types';
import { cosine, dot } from './vectors';
import { floatsOf } from './wire';

/** Pictures compared with all others at once; more would only take more memory. */
const BLOCK_PICTURES = 256;
/** Far above the rounding of 32-bit products; what comes near the threshold is looked at exactly. */
const ROUNDING = 1e-4;

/** Pictures in the order of preference, the vectors one after the other. */
interface Shelf {
	rows: Float32Array;
	places: number[];
	dimensions: number;
}

/** The best picture takes all that are as similar to it as the threshold says, then the best of the rest. */
export async function findDuplicates(
	work: DuplicateWork,
	context: TaskContext,
): Promise<DuplicateGroup[]> {
	const products = await openProducts(context);
	const { length } = work.order;
	let shelf = await readShelf(work);
	const groups: DuplicateGroup[] = [];
	while (shelf.places.length > 0) {
		await breathe(context.signal);
		const fraction = 1 - shelf.places.length / length;
		context.progress({ stage: 'comparing pictures', fraction });
		const { found, isTaken } = await groupBlock(shelf, work.threshold, products);
		groups.push(...found);
		shelf = rest(shelf, isTaken);
	}
	return groups;
}

async function readShelf({ vectors, count, order }: DuplicateWork): Promise<Shelf> {
	const bytes =
		'file' in vectors ? await readFile(vectors.file) : Buffer.from(vectors.base64, 'base64');
	const given = floatsOf(bytes);
	const dimensions = given.length / Math.max(1, count);
	const rows = new Float32Array(order.length * dimensions);
	order.forEach((place, i) => rows.set(row({ rows: given, dimensions }, place), i * dimensions));
	return { rows, places: order, dimensions };
}

/** The groups that the first pictures lead, and which pictures are in one. */
async function groupBlock(shelf: Shelf, threshold: number, products: Products) {
	const { rows, places, dimensions } = shelf;
	const { length } = places;
	const leaders = Math.min(BLOCK_PICTURES, length);
	const inner = await products(rows.subarray(0, leaders * dimensions), rows, dimensions);
	const lengths = places.map((_, i) => Math.sqrt(dot(row(shelf, i), row(shelf, i))));
	const isTaken = new Uint8Array(length);
	const found: DuplicateGroup[] = [];
	for (let leader = 0; leader < leaders; leader++) {
		if (isTaken[leader]) continue;
		isTaken[leader] = 1;
		const group: DuplicateGroup = { members: [places[leader]], similarities: [1] };
		for (let other = leader + 1; other < length; other++) {
			if (isTaken[other]) continue;
			const rough = inner[leader * length + other] / (lengths[leader] * lengths[other]);
			if (rough < threshold - ROUNDING) continue;
			const similarity = cosine(row(shelf, leader), row(shelf, other));
			// So written, a threshold that is no number drops nothing.
			if (!(similarity >= threshold)) continue;
			isTaken[other] = 1;
			group.members.push(places[other]);
			group.similarities.push(similarity);
		}
		found.push(group);
	}
	return { found, isTaken };
}

function rest({ rows, places, dimensions }: Shelf, isTaken: Uint8Array): Shelf {
	const left = places.map((_, i) => i).filter((i) => !isTaken[i]);
	left.forEach((from, to) =>
		rows.copyWithin(to * dimensions, from * dimensions, (from + 1) * dimensions),
	);
	return {
		rows: rows.subarray(0, left.length * dimensions),
		places: left.map((i) => places[i]),
		dimensions,
	};
}

function row({ rows, dimensions }: Pick<Shelf, 'rows' | 'dimensions'>, index: number) {
	return rows.subarray(index * dimensions, (index + 1) * dimensions);
}
