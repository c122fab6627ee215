import path from 'node:path';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isToolCall } from '../../lib/n8n/output';
import { countImageTokens } from '../../lib/tokens/count';
import { toTimecode } from '../../lib/video/timecode';
import { accountFields, type Account } from './account';
import { frameJson } from './frame-json';

/** One item a frame, in the order of time, with its picture in the field `data`. */
export async function toFrameItems(
	context: IExecuteFunctions,
	account: Account,
): Promise<INodeExecutionData[]> {
	const { videoName, options, sampling } = account;
	const { format, tokenModel } = options;
	const fieldsOf = accountFields(account, sampling.frames.length);
	const wantsPictures = !isToolCall(context);
	const items: INodeExecutionData[] = [];
	for (const [index, frame] of sampling.frames.entries()) {
		const { size, tokens, file } = frame;
		const fileName = `${videoName}-${toFileTime(frame.seconds)}${path.extname(file)}`;
		items.push({
			json: {
				video: videoName,
				...frameJson(frame, index),
				...size,
				tokens: tokens ?? countImageTokens(tokenModel, size).tokens,
				...fieldsOf(index),
			},
			...(wantsPictures && {
				binary: {
					// Copied by n8n from disk to its storage: no picture goes through memory.
					data: await context.nodeHelpers.copyBinaryFile(file, fileName, `image/${format}`),
				},
			}),
		});
	}
	return items;
}

/** Windows allows no colon in a file's name. */
const toFileTime = (seconds: number): string => toTimecode(seconds).replaceAll(':', '-');
