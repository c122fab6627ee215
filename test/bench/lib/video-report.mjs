import { statSync } from 'node:fs';
import sharp from 'sharp';
import { printTable } from '../../../scripts/lib/table.mjs';
import { median, print } from './report.mjs';
import { readNumber } from './videos.mjs';

const MiB = 2 ** 20;

/** One job: a table of all peers that did it, with proof that they gave the same frames. */
export async function reportJob(job, peers) {
	const shown = peers.filter(({ runs }) => runs.has(job));
	if (shown.length === 0) return;
	const reference = shown.find(({ isReference }) => isReference) ?? shown[0];
	const numbers = new Map();
	for (const peer of shown) numbers.set(peer, await readNumbers(peer.runs.get(job)[0].frames));
	print(job.what);
	printTable(
		shown.map((peer) => row(job, peer, reference, (one) => modelOf(one, shown, numbers), numbers)),
	);
	print('');
}

/** Whose frames a peer's should be: of its kind, the first. */
function modelOf({ keyframesOnly }, shown, numbers) {
	return numbers.get(shown.find((one) => one.keyframesOnly === keyframesOnly));
}

function row(job, peer, reference, expectedOf, numbers) {
	const runs = peer.runs.get(job);
	const seconds = median(runs.map((one) => one.seconds));
	const referenceSeconds = median(reference.runs.get(job).map((one) => one.seconds));
	const [own, expected] = [numbers.get(peer), expectedOf(peer)];
	const equal = own.filter((number, place) => number === expected[place]).length;
	const bytes = runs[0].frames.reduce((sum, { file }) => sum + statSync(file).size, 0);
	return {
		what: peer.name,
		seconds: seconds.toFixed(2),
		[`faster than ${reference.name} by`]: `${(referenceSeconds / seconds).toFixed(2)} x`,
		'processor s': median(runs.map((one) => one.cpuSeconds)).toFixed(2),
		'peak MiB': (Math.max(...runs.map((one) => one.peakBytes)) / MiB).toFixed(0),
		frames: own.length,
		'the same': `${equal} of ${expected.length}`,
		'KiB a picture': (bytes / own.length / 1024).toFixed(0),
	};
}

async function readNumbers(frames) {
	return await Promise.all(frames.map(({ file }) => readNumber(sharp, file)));
}
