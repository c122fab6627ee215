import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import type { Sharp, SharpOptions } from 'sharp';
import { imageError } from './errors';
import type { RgbImage } from './types';

export type { Metadata, Sharp } from 'sharp';

/**
 * sharp on one file or buffer, with libvips refusing every format that is not ours. The models' reference
 * pipelines (Pillow) ignore colour profiles, and so does this unless told otherwise. Engine processes only.
 */
export function openWithSharp(
	source: string | Buffer,
	maximumPixels: number | false,
	{ appliesProfile = false } = {},
): Sharp {
	const ignoreIcc = !appliesProfile;
	return loadSharp()(source, { ...OPTIONS, ignoreIcc, limitInputPixels: maximumPixels });
}

/** sharp itself, set up. A process that uses it in threads must load it before they start. */
export function loadSharp(): SharpFactory {
	sharp ??= load();
	return sharp;
}

/** sharp on pixels, for writing them into a file. Engine processes only. */
export function openPixelsWithSharp({ data, width, height }: RgbImage): Sharp {
	return loadSharp()(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
}

type SharpFactory = typeof import('sharp');

const OPTIONS: SharpOptions = {
	autoOrient: true,
	// As Pillow: a truncated file fails, a small irregularity does not.
	failOn: 'error',
	// In strips, from the top: no whole second copy, and the time limit holds while decoding.
	sequentialRead: true,
};

/** libvips' classes for the formats taken. GIF is Nsgif, AVIF is Heif. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff'];

/** Handed down to the threads that are started afterwards. */
const LOADERS_BLOCKED = 'multimodal: foreign picture loaders are blocked';

let sharp: SharpFactory | undefined;

function load(): SharpFactory {
	const loaded = requireSharp();
	// Nothing is opened twice, and a cached file would be a stale or an open one.
	loaded.cache(false);
	// Whole pictures are decoded side by side instead.
	loaded.concurrency(1);
	blockForeignLoaders(loaded);
	return loaded;
}

/** Threads share the list: between the two calls of one that starts, the pictures of the others would be refused. */
function blockForeignLoaders({ block, unblock }: SharpFactory): void {
	if (getEnvironmentData(LOADERS_BLOCKED) === true) return;
	block({ operation: ['VipsForeignLoad'] });
	unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) });
	setEnvironmentData(LOADERS_BLOCKED, true);
}

function requireSharp(): SharpFactory {
	try {
		return require('sharp') as SharpFactory;
	} catch (error) {
		const [reason] = String((error as Error).message).split('\n');
		throw imageError('PICTURE_READER_MISSING', { reason }, error);
	}
}
