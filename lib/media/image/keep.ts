import { readFile } from 'node:fs/promises';
import type { Encoded } from './encode';
import type { ImageHeader } from './header';
import type { RefitFormat, RefitInput } from './refit-types';
import { withoutMetadata } from './strip-metadata';

/**
 * The picture's own bytes without its metadata, where nothing but that is to be done: the whole, in its
 * size and a format that may stay, upright, in plain colours, nothing transparent. Else undefined.
 */
export async function keepPicture(
	header: ImageHeader,
	{ file, pieces, format: wanted }: RefitInput,
): Promise<Encoded | undefined> {
	const { format, width, height } = header.info;
	const [{ box, size }, ...others] = pieces;
	const isWhole = others.length === 0 && !box && size.width === width && size.height === height;
	if (!isWhole || !isPlain(header) || !mayStay(format, wanted)) return undefined;
	const bytes = withoutMetadata(await readFile(file), format);
	return bytes && { format, bytes };
}

function isPlain({ info, isUpright, isCmyk, isDeep, profile }: ImageHeader): boolean {
	const isStandard = profile === undefined || isStandardRgb(profile);
	return isUpright && !isCmyk && !isDeep && !info.hasAlpha && isStandard;
}

/** By the name in it, in plain letters or two bytes each. */
function isStandardRgb(profile: Buffer): boolean {
	const name = profile.toString('latin1').replaceAll('\0', '');
	return /sRGB/.test(name) && !/linear/i.test(name);
}

function mayStay(
	format: string,
	wanted: RefitInput['format'],
): format is Exclude<RefitFormat, 'webp'> {
	return (format === 'jpeg' || format === 'png') && (wanted === 'auto' || wanted === format);
}
