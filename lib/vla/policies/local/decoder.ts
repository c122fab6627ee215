import type { Tensor } from 'onnxruntime-common';
import { castTensor, floatsOf, floatTensor } from '../../../inference/half';
import { openWidened } from '../../../inference/onnx/open-widened';
import type { Feeds } from '../../../inference/run-session';
import type { Backend } from '../../../inference/types';
import type { PolicyConfig } from './config';
import { type DecoderLayout, presentOf, readDecoderLayout } from './decoder-layout';
import { runPart } from './run-part';

/** One answer that grows token by token. */
export interface Decoding {
	/** Reads on, [1, positions, numbers], and gives the scores of what comes next, [vocabulary]. */
	read(embeds: Tensor): Promise<Float32Array>;
}

/** Begins an answer. */
export type StartDecoding = () => Decoding;

/** Opens a merged decoder with its cache of keys and values; names, shapes and types are those of its file. */
export async function openDecoder(
	backend: Backend,
	file: string,
	config: PolicyConfig,
): Promise<StartDecoding> {
	const { Tensor: TensorType } = backend;
	const session = await openWidened(backend, file, { lastPositionOf: 'logits' });
	const layout = readDecoderLayout(session, file, config);
	const outputs = ['logits', ...layout.pastNames.map(presentOf)];
	const emptyPast = layout.pastNames.map((name, i) => {
		const { type, heads, dimension } = layout.past[i];
		return [name, floatTensor(TensorType, type, new Float32Array(0), [1, heads, 0, dimension])];
	});
	return () => {
		let past = Object.fromEntries(emptyPast) as Record<string, Tensor>;
		let length = 0;
		return {
			async read(embeds) {
				const positions = embeds.dims[1];
				const feeds = {
					...past,
					...inputsFor(TensorType, layout, length, positions),
					inputs_embeds: castTensor(TensorType, embeds, layout.embedsType),
				};
				const [logits, ...present] = await runPart(session, file, feeds, outputs);
				past = Object.fromEntries(layout.pastNames.map((name, i) => [name, present[i]]));
				length += positions;
				return lastRow(logits);
			},
		};
	};
}

/** What stands beside the embeddings: what may be looked at, which places they have, whether there is a past. */
function inputsFor(
	TensorType: typeof Tensor,
	{ optional }: DecoderLayout,
	length: number,
	positions: number,
): Feeds {
	const total = length + positions;
	const integers = (values: BigInt64Array, dims: number[]) => new TensorType('int64', values, dims);
	const places = BigInt64Array.from({ length: positions }, (_, i) => BigInt(length + i));
	const all = {
		attention_mask: integers(new BigInt64Array(total).fill(1n), [1, total]),
		position_ids: integers(places, [1, positions]),
		use_cache_branch: new TensorType('bool', [length > 0], [1]),
		num_logits_to_keep: integers(BigInt64Array.of(1n), []),
	};
	return Object.fromEntries(Object.entries(all).filter(([name]) => optional.has(name)));
}

/** Of [1, positions, vocabulary]. */
function lastRow(logits: Tensor): Float32Array {
	const vocabulary = logits.dims[logits.dims.length - 1];
	const values = floatsOf(logits);
	return values.subarray(values.length - vocabulary);
}
