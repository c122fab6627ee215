import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { encodeNpy, readNpy, writeNpy } from '../../../../lib/tokens/visual/npy';
import { useFolder } from '../../../helpers/media';
import { goldenArray, goldenFile } from './golden';

const folder = useFolder();

test.each([
	['clip-shapes-chelsea', [64, 128]],
	['openvla-tabletop-coffee', [64, 96]],
	['components', [64, 3]],
])('%s: the bytes of numpy.save', async (name, shape) => {
	const bytes = encodeNpy(await goldenArray(name), shape);
	expect(bytes.equals(readFileSync(goldenFile(`${name}.npy`)))).toBe(true);
});

test.each([[[7]], [[2, 3, 4]], [[123456, 1]], [[0, 5]]])('the header of %j', (shape) => {
	const count = shape.reduce((product, length) => product * length, 1);
	const header = readFileSync(goldenFile(`header-${shape.join('x')}.bin`));
	const bytes = encodeNpy(new Float32Array(count), shape);
	expect(bytes.subarray(0, header.length).toString('latin1')).toBe(header.toString('latin1'));
	expect(header.length % 64).toBe(0);
	expect(bytes).toHaveLength(header.length + 4 * count);
});

test('a part of a larger array is written alone, for its owner only', async () => {
	const file = path.join(folder, 'part.npy');
	const whole = Float32Array.of(1, 2, 3.5, -4, 5, 6);
	await writeNpy(file, whole.subarray(2, 4), [1, 2]);
	expect(await readNpy(file)).toEqual(Float32Array.of(3.5, -4));
	expect(statSync(file).mode & 0o077).toBe(0);
});
