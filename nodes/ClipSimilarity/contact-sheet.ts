import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { contactSheet } from '../../lib/clip/contact-sheet-client';
import { ITEMS_READ_AT_ONCE, MAXIMUM_SHEET_PICTURES } from '../../lib/limits';
import { withWorkspace } from '../../lib/media/workspace';
import { attempt } from '../../lib/n8n/attempt';
import { addHint } from '../../lib/n8n/hints';
import { mapAtOnce } from '../../lib/map-at-once';
import { prepareJob, readSettings } from '../shared/clip-settings';
import { readPicture } from './subject';

const TILE_WIDTH = 240;
/** The binary field that holds the sheet. */
export const SHEET_FIELD = 'contactSheet';

export const contactSheetOption: INodeProperties = {
	displayName: 'Contact Sheet',
	name: 'contactSheet',
	type: 'boolean',
	default: false,
	description: `Whether to also lay the pictures found on one sheet, each with its rank, so that you see at a glance what was found (at most ${MAXIMUM_SHEET_PICTURES}). It is a picture in the field "${SHEET_FIELD}" of the first item.`,
};

/**
 * One picture of the best items, given in their order. Their files are read once more: they were let go
 * with their lots. With Continue On Fail a sheet that cannot be made is missing, and a hint says why.
 */
export async function makeSheet(
	context: IExecuteFunctions,
	itemIndexes: number[],
): Promise<IBinaryData | undefined> {
	const signal = context.getExecutionCancelSignal();
	const best = itemIndexes.slice(0, MAXIMUM_SHEET_PICTURES);
	const outcome = await attempt(
		context,
		best[0],
		async () =>
			await withWorkspace(async (folder) => {
				const job = await prepareJob(context, readSettings(context, 0), signal);
				const pace = { atOnce: ITEMS_READ_AT_ONCE, signal };
				const pictures = await mapAtOnce(
					best,
					pace,
					async (itemIndex, ended) =>
						await readPicture({ context, itemIndex, folder, signal: ended }),
				);
				const tiles = pictures.map(({ file, name }, place) => ({
					file,
					caption: `${place + 1}. ${name}`,
				}));
				const sheet = path.join(folder, 'contact-sheet.png');
				await contactSheet(job, tiles, sheet, { tileWidth: TILE_WIDTH });
				const { prepareBinaryData } = context.helpers;
				return await prepareBinaryData(createReadStream(sheet), 'contact-sheet.png', 'image/png');
			}),
	);
	if (outcome.ok) return outcome.result;
	const reason = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
	addHint(context, 'warning', `There is no contact sheet. ${reason}`);
	return undefined;
}
