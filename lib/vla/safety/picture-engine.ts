/** A process of its own for robots' pictures: none waits there behind a contact sheet. */
export const POLICY_PICTURE_ENGINE = { modelId: 'robot pictures', device: 'none' } as const;
