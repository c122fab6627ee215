import { MAXIMUM_BATCH_ACTIVATION_BYTES, MAXIMUM_BATCH_IMAGES } from '../limits';
import type { ClipModel } from './model';

type Sizing = Pick<ClipModel, 'batchDependent' | 'activationBytesPerImage'>;

/** Pictures that go through the model at once. */
export function batchSize({ batchDependent, activationBytesPerImage }: Sizing): number {
	// The same picture must get the same vector, whatever its company.
	if (batchDependent.pictures) return 1;
	const fitting = Math.floor(MAXIMUM_BATCH_ACTIVATION_BYTES / activationBytesPerImage);
	return Math.max(1, Math.min(MAXIMUM_BATCH_IMAGES, fitting));
}
