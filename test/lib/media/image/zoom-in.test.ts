import path from 'node:path';
import { decodeImage } from '../../../../lib/media/image/decode';
import { preprocess } from '../../../../lib/media/image/processor';
import { zoomIn } from '../../../../lib/media/image/zoom-in';
import golden from '../../../fixtures/golden/openvla-centre-crop.json';
import { formulaPicture } from '../../../helpers/formula-picture';

test('all of a picture is the picture', () => {
	const picture = formulaPicture(31, 17);
	expect(zoomIn(picture, 1)).toEqual(picture);
});

test('one colour stays that colour', () => {
	const picture = { width: 9, height: 7, data: new Uint8Array(9 * 7 * 3).fill(201) };
	expect(zoomIn(picture, 0.9)).toEqual(picture);
});

test('on a slope every pixel shows where in the picture it comes from', () => {
	const width = 224;
	const data = Uint8Array.from({ length: width * 3 }, (_, i) => Math.floor(i / 3));
	const zoomed = zoomIn({ width, height: 1, data }, 0.9);
	const side = Math.sqrt(0.9);
	for (let x = 0; x < width; x++) {
		const from = ((1 - side) / 2) * (width - 1) + x * side;
		expect(Math.abs(zoomed.data[3 * x] - from)).toBeLessThanOrEqual(1);
	}
	expect(zoomed.data[0]).toBe(5);
	expect(zoomed.data[3 * (width - 1)]).toBe(217);
});

test.each(golden.pictures)(
	'$file becomes, within a level, what TensorFlow makes of it',
	async ({ file, samples }) => {
		const size = { width: golden.size, height: golden.size };
		const processor = {
			zoom: { size, area: golden.area },
			...({ resize: { exact: size }, filter: 'bicubic', rescaleFactor: 1 } as const),
		};
		const image = await decodeImage(path.join(__dirname, '../../../fixtures/image', file), {
			transparency: 'ignore',
		});
		const { resized } = preprocess(image, processor);
		samples.forEach((value, i) =>
			expect(Math.abs(resized.data[i * golden.step] - value)).toBeLessThanOrEqual(1),
		);
	},
);
