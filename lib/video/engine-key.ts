/** One process for all videos; it loads no model. */
export const VIDEO_ENGINE = { modelId: 'video', device: 'none' } as const;
