import path from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import { isToolCall } from '../../lib/n8n/output';
import type { ItemRun } from '../../lib/n8n/run-items';
import { countImageTokens } from '../../lib/tokens/count';
import { frameSheet } from '../../lib/video/contact-sheet';
import { planSheet } from '../../lib/video/plan-sheet';
import { accountFields, type Account } from './account';
import { frameJson, toMicroseconds } from './frame-json';
import { inVideo } from './warnings';

/** One item with all frames on one picture, in the field `data`, and what is said of each in `frames`. */
export async function toSheetItem(
	{ context, folder, signal }: ItemRun,
	account: Account,
): Promise<INodeExecutionData> {
	const { videoName, options, sampling } = account;
	const { columns, tilePixels, maximumWidth, budget, tokenModel } = options;
	const wanted = { columns, tilePixels, maximumWidth, budget };
	const { frames, tileWidth, warnings } = planSheet(sampling.frames, wanted);
	for (const warning of warnings) addHint(context, 'warning', inVideo(videoName, warning));
	const common = {
		video: videoName,
		duration: toMicroseconds(sampling.durationSeconds),
		frames: frames.map(frameJson),
	};
	// An agent sees no files.
	if (isToolCall(context)) return { json: { ...common, ...accountFields(account, 1)(0) } };
	const extension = options.format === 'png' ? 'png' : 'jpg';
	const sheet = path.join(folder, `contact-sheet.${extension}`);
	const size = await frameSheet(frames, sheet, { columns, tileWidth, signal });
	const { tokens } = countImageTokens(tokenModel, size);
	const fileName = `${videoName}-contact-sheet.${extension}`;
	const mimeType = extension === 'png' ? 'image/png' : 'image/jpeg';
	return {
		json: { ...common, ...size, tokens, ...accountFields(account, 1)(0) },
		binary: { data: await context.nodeHelpers.copyBinaryFile(sheet, fileName, mimeType) },
	};
}
