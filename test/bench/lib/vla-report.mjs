import { printTable } from '../../../scripts/lib/table.mjs';
import { median, print } from './report.mjs';

const MiB = 2 ** 20;

/** One set of pictures: a table of all peers; tokens are compared with the product's. */
export function reportSet(set, peers) {
	print(`${set.count} pictures: ${set.name}`);
	const [product] = peers;
	const { tokens } = product.runs.get(set)[0];
	printTable(peers.map((peer) => row(set, peer, timeOf(set, product), tokens)));
	print('');
}

function row(set, peer, productMs, reference) {
	const runs = peer.runs.get(set);
	const all = runs.flatMap((run) => run.milliseconds).sort((one, other) => one - other);
	const same = runs[0].tokens.filter((tokens, i) => String(tokens) === String(reference[i])).length;
	return {
		what: peer.name,
		'images/s': (1000 / timeOf(set, peer)).toFixed(1),
		'product is faster by': `${(timeOf(set, peer) / productMs).toFixed(2)} x`,
		'p50 ms': quantile(all, 0.5).toFixed(1),
		'p99 ms': quantile(all, 0.99).toFixed(1),
		'peak MiB': (Math.max(...runs.map(({ peakBytes }) => peakBytes)) / MiB).toFixed(0),
		'equal actions': `${same} of ${set.count}`,
	};
}

/** Milliseconds for a picture, over a whole round. */
function timeOf(set, { runs }) {
	return (median(runs.get(set).map(({ seconds }) => seconds)) * 1000) / set.count;
}

function quantile(sorted, share) {
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
