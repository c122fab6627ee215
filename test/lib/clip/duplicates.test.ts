/** @jest-environment ./test/lib/whisper/onnx-environment.js */
import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { findDuplicates } from '../../../lib/clip/duplicates';
import { cosine } from '../../../lib/clip/vectors';
import { encodeVector } from '../../../lib/clip/wire';
import type { TaskContext } from '../../../lib/inference/types';
import { makeContext, seeded } from '../whisper/support';

let context: TaskContext;

beforeAll(async () => {
	const temporaryFolder = mkdtempSync(path.join(tmpdir(), 'duplicates-'));
	context = { ...(await makeContext()), temporaryFolder };
});
afterAll(() => rmSync(context.temporaryFolder, { recursive: true }));

function group(vectors: Float32Array[], threshold: number, order = vectors.map((_, i) => i)) {
	const all = Float32Array.from(vectors.flatMap((vector) => [...vector]));
	const base64 = encodeVector(all);
	return findDuplicates(
		{ kind: 'duplicates', vectors: { base64 }, count: vectors.length, threshold, order },
		context,
	);
}

/** A direction in the plane, in degrees. */
const at = (degrees: number) => {
	const angle = (degrees / 180) * Math.PI;
	return Float32Array.of(Math.cos(angle), Math.sin(angle));
};
const cos = (degrees: number) => Math.cos((degrees / 180) * Math.PI);

describe('groups of near-duplicates', () => {
	it('hold the best first, then what is similar to it', async () => {
		expect(await group([at(0), at(5), at(90), at(8)], cos(10))).toEqual([
			{ members: [0, 1, 3], similarities: [1, expect.closeTo(cos(5)), expect.closeTo(cos(8))] },
			{ members: [2], similarities: [1] },
		]);
	});

	it('follow the order of preference', async () => {
		const groups = await group([at(0), at(8), at(16)], cos(10), [2, 1, 0]);
		expect(groups.map(({ members }) => members)).toEqual([[2, 1], [0]]);
	});

	it('do not chain: what is similar only to a dropped one stays', async () => {
		const groups = await group([at(0), at(8), at(16)], cos(10));
		expect(groups.map(({ members }) => members)).toEqual([[0, 1], [2]]);
	});

	it('at a threshold of 1 hold exact copies only', async () => {
		const groups = await group([at(33), at(33.1), at(33)], 1);
		expect(groups.map(({ members }) => members)).toEqual([[0, 2], [1]]);
	});

	it.each([
		['at', 0, [[0, 1]]],
		['just below', Number.EPSILON, [[0], [1]]],
	])('decide exactly %s the threshold', async (_, above, expected) => {
		const vectors = [at(20), at(47)];
		const groups = await group(vectors, cosine(vectors[0], vectors[1]) + above);
		expect(groups.map(({ members }) => members)).toEqual(expected);
	});

	it('of nothing are none', async () => {
		expect(await group([], 0.9)).toEqual([]);
	});

	it('of a vector without direction are it alone', async () => {
		const groups = await group([at(0), Float32Array.of(0, 0), Float32Array.of(0, 0)], 0.9);
		expect(groups.map(({ members }) => members)).toEqual([[0], [1], [2]]);
	});

	it('of pictures that are all the same are one, however many', async () => {
		const groups = await group(Array<Float32Array>(1000).fill(at(12)), 0.99);
		expect(groups).toHaveLength(1);
		expect(groups[0].members).toHaveLength(1000);
	});

	it('stop on cancel', async () => {
		const stopped = { ...context, signal: AbortSignal.abort() };
		const work = { kind: 'duplicates' as const, count: 1, threshold: 1, order: [0] };
		const vectors = { base64: encodeVector(at(0)) };
		await expect(findDuplicates({ ...work, vectors }, stopped)).rejects.toMatchObject({
			code: 'CANCELLED',
		});
	});
});

describe.each([1, 2, 3])('random pictures (seed %p)', (seed) => {
	const random = seeded(seed);
	const centres = Array.from({ length: 40 }, () => randomVector(random, 8));
	// More than one block, with groups across the blocks.
	const vectors = Array.from({ length: 700 }, () => {
		const centre = centres[Math.floor(random() * centres.length)];
		const noise = randomVector(random, 8);
		return centre.map((value, i) => value + 0.25 * noise[i]);
	});
	const order = vectors
		.map((_, i) => ({ i, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ i }) => i);
	const threshold = 0.9;

	it('are each in one group, near enough to its kept one, and no kept one is near a better one', async () => {
		const groups = await group(vectors, threshold, order);
		const members = groups.flatMap((each) => each.members);
		expect(members.slice().sort((a, b) => a - b)).toEqual(vectors.map((_, i) => i));
		for (const each of groups) {
			each.members.forEach((member, i) => {
				const similarity = cosine(vectors[each.members[0]], vectors[member]);
				expect(similarity).toBeGreaterThanOrEqual(threshold);
				expect(each.similarities[i]).toBeCloseTo(similarity, 12);
			});
		}
		const kept = groups.map((each) => each.members[0]);
		for (let a = 0; a < kept.length; a++) {
			for (let b = 0; b < a; b++) {
				expect(cosine(vectors[kept[a]], vectors[kept[b]])).toBeLessThan(threshold);
			}
		}
		expect(groups.length).toBeLessThan(vectors.length / 2);
	});

	it('are grouped as by comparing one by one', async () => {
		const left = new Set(order);
		const expected: number[][] = [];
		for (const leader of order) {
			if (!left.delete(leader)) continue;
			const followers = [...left].filter(
				(other) => cosine(vectors[leader], vectors[other]) >= threshold,
			);
			followers.forEach((other) => left.delete(other));
			expected.push([leader, ...followers]);
		}
		const groups = await group(vectors, threshold, order);
		expect(groups.map(({ members }) => members)).toEqual(expected);
	});
});

function randomVector(random: () => number, length: number): Float32Array {
	return Float32Array.from({ length }, () => random() - 0.5);
}
