import path from 'node:path';
import type { Tensor } from 'onnxruntime-common';
import { type FloatType, floatTensor } from '../../../inference/half';
import { openWidened } from '../../../inference/onnx/open-widened';
import { portNamed, readPorts } from '../../../inference/ports';
import type { Backend } from '../../../inference/types';
import type { PreparedImage } from '../../../media/image/types';
import { vlaModelError } from '../../errors';
import { throwOnOtherPorts } from './throw-on-other-ports';
import { runPart } from './run-part';

/** A picture to its visual tokens, [1, tokens, numbers]. */
export type Look = (picture: Pick<PreparedImage, 'pixels' | 'size'>) => Promise<Tensor>;

const INPUT = 'pixel_values';

/** Opens the encoder of pictures, both towers and the projector. */
export async function openVision(backend: Backend, file: string): Promise<Look> {
	const { Tensor: TensorType } = backend;
	const session = await openWidened(backend, file);
	const [output] = session.outputNames;
	throwOnOtherPorts(session, file, { inputs: [INPUT], outputs: [output] });
	const { type, shape } = portNamed(readPorts(session.inputMetadata), INPUT)!;
	return async ({ pixels, size: { width, height } }) => {
		const dims = [1, pixels.length / (width * height), height, width];
		throwOnOtherShape(file, shape, dims);
		const feeds = { [INPUT]: floatTensor(TensorType, type as FloatType, pixels, dims) };
		const [features] = await runPart(session, file, feeds, [output]);
		return features;
	};
}

function throwOnOtherShape(file: string, wanted: Array<number | undefined>, dims: number[]): void {
	if (wanted.every((size, axis) => axis === 0 || size === undefined || size === dims[axis])) return;
	const show = (shape: Array<number | undefined>) =>
		shape
			.slice(1)
			.map((size) => size ?? 'any')
			.join(' x ');
	throw vlaModelError('POLICY_PICTURE_MISMATCH', {
		file: path.basename(file),
		expected: show(wanted),
		found: show(dims),
	});
}
