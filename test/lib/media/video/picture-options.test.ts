import { encoderOptions } from '../../../../lib/media/video/picture-options';

const quantiser = (quality?: number) => {
	const options = encoderOptions('jpeg', quality);
	return options[options.indexOf('-q:v') + 1];
};

it.each([
	[1, '31'],
	[12, '31'],
	[25, '16'],
	[49, '8'],
	[50, '8'],
	[75, '4'],
	[90, '2'],
	[100, '2'],
])('makes JPEG pictures of quality %d as good as other programs do', (quality, expected) => {
	expect(quantiser(quality)).toBe(expected);
});

it('takes 90 where no quality is given', () => {
	expect(quantiser()).toBe(quantiser(90));
});
