import type { ResampleFilter } from './types';

/** What a class of image processor does unless the model's file says otherwise; in the words of that file. */
export interface ProcessorKind {
	size: unknown;
	/** A size that is one number is the shorter side; otherwise both sides. */
	numberIsShortestEdge: boolean;
	cropSize?: unknown;
	filter: ResampleFilter;
	mean: number[];
	std: number[];
}

const CLIP_COLOURS = {
	mean: [0.48145466, 0.4578275, 0.40821073],
	std: [0.26862954, 0.26130258, 0.27577711],
};
const HALF_COLOURS = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

const CLIP: ProcessorKind = {
	size: { shortest_edge: 224 },
	numberIsShortestEdge: true,
	cropSize: 224,
	filter: 'bicubic',
	...CLIP_COLOURS,
};

/** The classes of transformers that prepare pictures in the steps known here, with their defaults. */
export const PROCESSOR_KINDS: Record<string, ProcessorKind> = {
	CLIPImageProcessor: CLIP,
	ChineseCLIPImageProcessor: CLIP,
	BitImageProcessor: CLIP,
	SiglipImageProcessor: {
		size: { height: 224, width: 224 },
		numberIsShortestEdge: true,
		filter: 'bicubic',
		...HALF_COLOURS,
	},
	ViTImageProcessor: {
		size: { height: 224, width: 224 },
		numberIsShortestEdge: false,
		filter: 'bilinear',
		...HALF_COLOURS,
	},
	DeiTImageProcessor: {
		size: { height: 256, width: 256 },
		numberIsShortestEdge: false,
		cropSize: 224,
		filter: 'bicubic',
		...HALF_COLOURS,
	},
	// It resizes values that were rescaled before; here bytes are, which rounds by half a grey level at most.
	DINOv3ViTImageProcessor: {
		size: { height: 224, width: 224 },
		numberIsShortestEdge: false,
		filter: 'bilinear',
		mean: [0.485, 0.456, 0.406],
		std: [0.229, 0.224, 0.225],
	},
};

/** The class that transformers takes for a model whose file names none. */
export const KIND_OF_MODEL_TYPE: Record<string, string> = {
	altclip: 'CLIPImageProcessor',
	chinese_clip: 'ChineseCLIPImageProcessor',
	clip: 'CLIPImageProcessor',
	clip_vision_model: 'CLIPImageProcessor',
	deit: 'DeiTImageProcessor',
	dinov2: 'BitImageProcessor',
	dinov2_with_registers: 'BitImageProcessor',
	dinov3_vit: 'DINOv3ViTImageProcessor',
	metaclip_2: 'CLIPImageProcessor',
	openvla: 'PrismaticImageProcessor',
	siglip: 'SiglipImageProcessor',
	siglip_vision_model: 'SiglipImageProcessor',
	siglip2: 'Siglip2ImageProcessor',
	vit: 'ViTImageProcessor',
};

/** Pictures of any size as lists of patches, with a mask: another kind of input altogether. */
export const PATCH_KINDS = new Set(['Siglip2ImageProcessor']);
