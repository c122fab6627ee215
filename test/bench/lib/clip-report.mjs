import { printTable } from '../../../scripts/lib/table.mjs';
import { median, print } from './report.mjs';

const MiB = 2 ** 20;

/** One set of photographs: a table of all peers, and how hard the event loop was held. */
export function reportSet(set, peers) {
	const shown = peers.filter(({ runs, isBare }) => isBare || runs.get(set).length > 0);
	print(`${set.count} photographs of ${set.name} (${set.width} x ${set.height})`);
	printTable(shown.map((peer) => row(set, peer, productLike(peer, peers))));
	const [product] = peers;
	const vectors = product.runs.get(set)[0].vectors.map(floats);
	const others = vectors.slice(1).map((vector, i) => dot(vector, vectors[i]));
	print(`cosine of different photographs, for comparison: mean ${mean(others).toFixed(4)}`);
	const delays = product.runs.get(set).map((one) => one.loopDelayP99Ms);
	print(
		`event-loop delay of n8n's process while embedding, p99: ${median(delays).toFixed(1)} ms\n`,
	);
}

function productLike({ dtype }, peers) {
	return peers.find((one) => one.isProduct && one.dtype === dtype);
}

function row(set, peer, product) {
	const { seconds, note } = timeOf(set, peer);
	const runs = peer.runs.get(set);
	const cosines = runs.flatMap((one) => compare(one.vectors, product.runs.get(set)[0].vectors));
	const peakBytes = Math.max(...runs.map((one) => one.peakBytes));
	const perSecond = set.count / seconds;
	const productPerSecond = set.count / timeOf(set, product).seconds;
	return {
		what: peer.name + note,
		'images/s': perSecond.toFixed(1),
		'product is faster by': `${(productPerSecond / perSecond).toFixed(2)} x`,
		'peak MiB': runs.length > 0 ? (peakBytes / MiB).toFixed(0) : '',
		'cosine min': runs.length > 0 ? Math.min(...cosines).toFixed(6) : '',
		mean: runs.length > 0 ? mean(cosines).toFixed(6) : '',
	};
}

/** Seconds for all pictures of the set; the bare session's are those of its best batch size. */
function timeOf(set, { runs, isBare }) {
	if (!isBare) return { seconds: median(runs.get(set).map((one) => one.seconds)), note: '' };
	const [[measuredSet, own]] = runs;
	const [batch, seconds] = Object.keys(own[0].byBatch)
		.map((size) => [size, median(own.map(({ byBatch }) => byBatch[size]))])
		.sort((a, b) => a[1] - b[1])[0];
	const perPicture = seconds / measuredSet.count;
	return { seconds: perPicture * set.count, note: `, batches of ${batch}` };
}

function compare(vectors, references) {
	return vectors.map((vector, i) => dot(floats(vector), floats(references[i])));
}

function floats(base64) {
	const bytes = Buffer.from(base64, 'base64');
	return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

function dot(a, b) {
	return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function mean(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
