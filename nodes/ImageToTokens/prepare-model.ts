import { GENERAL_PICTURE_SIDE_PIXELS } from '../../lib/limits';
import { addHint } from '../../lib/n8n/hints';
import type { ItemRun } from '../../lib/n8n/run-items';
import { findByName } from '../../lib/tokens/models';

/** For a model whose limits are not known here. */
export const OTHER_MODEL = 'other';

/** The model an item's picture is for; undefined for one that is not known. A list, as Count has it, gives its first. */
export function readPreparedFor({ context, itemIndex }: ItemRun): string | undefined {
	const found = context.getNodeParameter('tokenModel', itemIndex, '') as unknown;
	const name = String((Array.isArray(found) ? found[0] : found) ?? '').trim();
	if (name === '' || name === OTHER_MODEL) return undefined;
	if (!findByName(name)) {
		addHint(
			context,
			'info',
			`The limits of the model "${name}" are not known here: pictures for it get at most ${GENERAL_PICTURE_SIDE_PIXELS} pixels a side, and their tokens are not counted.`,
		);
	}
	return name;
}
