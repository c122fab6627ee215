import type { ImageSize } from '../image/types';
import type { FrameFormat } from './types';

/** Of JPEG and WebP, where nothing is told. */
export const DEFAULT_QUALITY = 90;

/** ffmpeg's filters that make a frame a picture of exactly this size, as a format of pictures wants it. */
export function pictureFilters(size: ImageSize, format: FrameFormat, toneMap: boolean): string {
	const scale = `scale=${size.width}:${size.height}:flags=bicubic`;
	const mapped = toneMap ? [scale, ...TONE_MAP] : [];
	return [...mapped, scale + COLOURS[format], 'setsar=1'].join(',');
}

/** ffmpeg's filters for small raw RGB frames. Pixels are averaged: a picture of single ones flickers. */
export function rawFilters(size: ImageSize, toneMap: boolean): string {
	const scale = `scale=${size.width}:${size.height}:flags=area`;
	return [scale, ...(toneMap ? TONE_MAP : []), 'format=rgb24'].join(',');
}

/** ffmpeg's options that write pictures, one behind the other. */
export function encoderOptions(format: FrameFormat, quality: number = DEFAULT_QUALITY): string[] {
	return [...ENCODERS[format](quality), '-threads', '1', '-flush_packets', '1', '-f', 'image2pipe'];
}

/** JPEG and WebP are read as BT.601, whatever the video was. */
const COLOURS: Record<FrameFormat, string> = {
	jpeg: ':out_color_matrix=bt601:out_range=pc,format=yuvj420p',
	png: ',format=rgb24',
	webp: ':out_color_matrix=bt601:out_range=tv,format=yuv420p',
};

/** From PQ or HLG in BT.2020 to what screens show; at full colour resolution, since odd sizes have no half. */
const TONE_MAP = [
	'format=yuv444p10le',
	'zscale=min=bt2020nc:pin=bt2020:t=linear:npl=100',
	'format=gbrpf32le',
	'zscale=p=bt709',
	'tonemap=hable:desat=0',
	'zscale=t=bt709:m=bt709:r=tv',
	'format=yuv444p',
];

const ENCODERS: Record<FrameFormat, (quality: number) => string[]> = {
	jpeg: (quality) => ['-c:v', 'mjpeg', '-q:v', String(toQuantiser(quality))],
	png: () => ['-c:v', 'png'],
	webp: (quality) => ['-c:v', 'libwebp', '-quality', String(quality)],
};

/** ffmpeg's best and worst; at 8 its pictures are as good as those of other programs at quality 50. */
const QUANTISERS = { best: 2, worst: 31, ofQuality50: 8 };

/** By the scale that other programs' JPEG quality stands for, so that 90 means here what it means there. */
function toQuantiser(quality: number): number {
	const scale = quality < 50 ? 50 / quality : (100 - quality) / 50;
	const quantiser = Math.round(QUANTISERS.ofQuality50 * scale);
	return Math.min(QUANTISERS.worst, Math.max(QUANTISERS.best, quantiser));
}
