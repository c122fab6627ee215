import { defineErrors } from '../../lib/errors';

/** What stands in the way of counting. */
export const countInputErrors = defineErrors('input', {
	COUNT_NEEDS_PICTURE: () =>
		'Anthropic counts pictures, not sizes. Choose "From the Picture" as the Size, or the Method "By Formula".',
});
