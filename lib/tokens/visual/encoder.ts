import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { floatsOf, floatTensor, type FloatType } from '../../inference/half';
import { namesOf, type Port, portNamed, readPorts } from '../../inference/ports';
import { releaseOnFailure } from '../../inference/release-on-failure';
import { runSession } from '../../inference/run-session';
import type { Backend } from '../../inference/types';
import type { ImageSize } from '../../media/image/types';
import { visualModelError } from './errors';
import { chooseTokens } from './token-output';

/** All tokens that an encoder gives of one picture, [tokens, dimensions]. */
export interface RawTokens {
	tokens: number;
	dimensions: number;
	data: Float32Array;
}

/** Pixels [channels, height, width] to tokens. */
export type RunEncoder = (pixels: Float32Array, size: ImageSize) => Promise<RawTokens>;

/** Opens a model's file; gives the memory back where it cannot be used. */
export async function openEncoder(
	backend: Backend,
	filePath: string,
	channels: number,
): Promise<RunEncoder> {
	return await releaseOnFailure(backend, async ({ createSession }) =>
		makeEncoder(backend, await createSession(filePath), {
			file: path.basename(filePath),
			channels,
		}),
	);
}

interface Made {
	file: string;
	/** What the processor makes. */
	channels: number;
}

function makeEncoder(
	{ Tensor: TensorType }: Backend,
	session: InferenceSession,
	{ file, channels }: Made,
): RunEncoder {
	const port = pictureInput(file, readPorts(session.inputMetadata));
	const [lot = 1, taken = channels, fixedHeight, fixedWidth] = port.shape;
	if (taken !== channels)
		throw visualModelError('VISUAL_CHANNELS', { file, expected: taken, found: channels });
	const output = chooseTokens(file, readPorts(session.outputMetadata));
	return async (pixels, size) => {
		const { width, height } = size;
		throwOnOtherSize(file, { width: fixedWidth ?? width, height: fixedHeight ?? height }, size);
		// A file that takes only several pictures at once gets the same one several times.
		const values = lot === 1 ? pixels : repeated(pixels, lot);
		const dims = [lot, channels, height, width];
		const feeds = { [port.name]: floatTensor(TensorType, port.type as FloatType, values, dims) };
		const [tensor] = await runSession(session, feeds, [output], (reason, cause) =>
			visualModelError('VISUAL_RUN_FAILED', { file, ...size, reason }, cause),
		);
		return firstOf(tensor, lot, { file, output });
	};
}

/** The one input of pictures; VISUAL_INPUT_UNKNOWN where there is more, or none. */
function pictureInput(file: string, inputs: Port[]): Port {
	const port = portNamed(inputs, 'pixel_values') ?? inputs[0];
	if (inputs.length === 1 && port.type.startsWith('float') && port.shape.length === 4) return port;
	throw visualModelError('VISUAL_INPUT_UNKNOWN', { file, inputs: namesOf(inputs) });
}

function throwOnOtherSize(file: string, taken: ImageSize, made: ImageSize): void {
	if (taken.width === made.width && taken.height === made.height) return;
	const [expected, found] = [taken, made].map(({ width, height }) => `${width} x ${height}`);
	throw visualModelError('VISUAL_PICTURE_SIZE', { file, expected, found });
}

/** The first picture's tokens of [lot, tokens, dimensions], in memory of their own. */
function firstOf(
	tensor: Tensor,
	lot: number,
	{ file, output }: { file: string; output: string },
): RawTokens {
	const [, tokens, dimensions] = tensor.dims;
	if (tensor.dims.length !== 3 || tensor.dims[0] !== lot)
		throw visualModelError('VISUAL_OUTPUT_UNKNOWN', { file, outputs: [output] });
	const data = floatsOf(tensor).slice(0, tokens * dimensions);
	if (!data.every(Number.isFinite)) throw visualModelError('VISUAL_TOKENS_BROKEN', { file });
	return { tokens, dimensions, data };
}

function repeated(pixels: Float32Array, times: number): Float32Array {
	const all = new Float32Array(pixels.length * times);
	for (let copy = 0; copy < times; copy++) all.set(pixels, copy * pixels.length);
	return all;
}
