import { createGreyShrinker } from '../../../lib/video/shrink-grey';
import golden from '../../fixtures/golden/video-signals.json';
import { formulaPicture } from '../../helpers/formula-picture';

test.each(golden.shrunk)('$from becomes 9 x 8 as in Pillow', ({ from, values }) => {
	const [width, height] = from;
	const { data } = formulaPicture(width, height);
	const grey = Uint8Array.from({ length: width * height }, (_, point) => data[point * 3]);
	const small = createGreyShrinker({ width, height }, { width: 9, height: 8 })(grey);
	expect(small).toHaveLength(values.length);
	for (const [place, value] of values.entries()) expect(small[place]).toBeCloseTo(value, 2);
});
