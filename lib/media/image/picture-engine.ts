/** One process for pictures that no model looks at. */
export const PICTURE_ENGINE = { modelId: 'pictures', device: 'none' } as const;
