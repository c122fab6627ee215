import { cmykToRgb } from './cmyk';
import { fillHoles, readFirstFrame } from './gif';
import { readHeader, type ImageHeader } from './header';
import { readPixels } from './pixels';
import type { RgbImage, Transparency } from './types';

/** A picture as it is shown: upright, its first frame or page, 8-bit RGB. Checks every limit first. */
export async function decodeImage(file: string, how: DecodeHow): Promise<RgbImage> {
	return await decodeOpened(await readHeader(file), file, how);
}

interface DecodeHow {
	transparency: Transparency;
	/** Whether colours become sRGB by the picture's own profile; models' reference pipelines ignore it. */
	appliesProfile?: boolean;
}

/** The same for a picture whose header is read already. */
export async function decodeOpened(
	header: ImageHeader,
	file: string,
	{ transparency, appliesProfile = false }: DecodeHow,
): Promise<RgbImage> {
	const usesProfile = appliesProfile && header.profile !== undefined;
	if (header.info.format === 'gif') return await decodeGif(header, file, transparency);
	if (header.isCmyk && !usesProfile) return await decodeCmyk(header, file);
	return await readPixels(header, file, {
		channels: 3,
		appliesProfile: usesProfile,
		prepare: (image) => {
			const rgb = image.toColourspace('srgb');
			return transparency === 'ignore'
				? rgb.removeAlpha()
				: rgb.flatten({ background: transparency });
		},
	});
}

/** libvips shows nothing where a GIF is transparent or unpainted; the colour hidden there is in its palette. */
async function decodeGif(
	header: ImageHeader,
	file: string,
	transparency: Transparency,
): Promise<RgbImage> {
	const image = await readPixels(header, file, {
		channels: 4,
		prepare: (image) => image.toColourspace('srgb').ensureAlpha(),
	});
	const frame = readFirstFrame(header.source as Buffer);
	return fillHoles(
		image,
		frame,
		transparency === 'ignore' ? frame.hiddenColour : BEHIND[transparency],
	);
}

const BEHIND = { white: [255, 255, 255], black: [0, 0, 0] } as const;

/** By Pillow's plain formula, which the models were trained behind; libvips would use a printer's profile. */
async function decodeCmyk(header: ImageHeader, file: string): Promise<RgbImage> {
	const image = await readPixels(header, file, {
		// A fifth channel is a mask for printing.
		channels: header.info.hasAlpha ? 5 : 4,
		depth: header.isDeep ? 'ushort' : 'uchar',
		prepare: (image) => image.pipelineColourspace('cmyk').toColourspace('cmyk'),
	});
	return cmykToRgb(image);
}
