import { message, number, text } from '../inference/onnx/message';

/** An ONNX model: products = some x all transposed, of any sizes. Field numbers are those of onnx.proto. */
export function innerProductModel(): Buffer {
	const transpose = [text(1, 'transB'), number(3, 1), number(20, 2)];
	const gemm = [text(1, 'some'), text(1, 'all'), text(2, 'products'), text(4, 'Gemm')];
	const graph = [
		message(1, [...gemm, message(5, transpose)]),
		text(2, 'inner products'),
		message(11, matrix('some', ['leaders', 'dimensions'])),
		message(11, matrix('all', ['pictures', 'dimensions'])),
		message(12, matrix('products', ['leaders', 'pictures'])),
	];
	return Buffer.concat([number(1, 8), message(7, graph), message(8, [number(2, 13)])]);
}

/** A named matrix of 32-bit floats. */
function matrix(name: string, sizes: string[]): Buffer[] {
	const shape = sizes.map((size) => message(1, [text(2, size)]));
	return [text(1, name), message(2, [message(1, [number(1, 1), message(2, shape)])])];
}
