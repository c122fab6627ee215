import path from 'node:path';
import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isToolCall } from '../../lib/n8n/output';
import { isClaude } from '../../lib/tokens/models';
import type { CountOptions } from '../../lib/tokens/types';
import { messageBlocks, type MessageFormat } from './message-blocks';
import { describeTile, describeTiles, type Tile } from './prepare-result';

interface Circumstances {
	baseName: string;
	modelName?: string;
	messageFormat: MessageFormat | 'auto' | 'none';
	price?: number;
	counting: CountOptions;
}

/** One item a group of pieces: its file in `data` (further ones in `data2` ...), its numbers, its message. An agent gets the numbers. */
export async function toItems(
	context: IExecuteFunctions,
	groups: Tile[][],
	circumstances: Circumstances,
): Promise<INodeExecutionData[]> {
	const { modelName, price, counting } = circumstances;
	const format = formatFor(circumstances);
	const isTool = isToolCall(context);
	const items: INodeExecutionData[] = [];
	for (const group of groups) {
		const [first, ...others] = group;
		const json =
			others.length > 0
				? describeTiles(group, modelName, price)
				: describeTile(first, modelName, price);
		if (isTool) {
			items.push({ json });
			continue;
		}
		if (format) json.message = await messageBlocks(group, format, counting);
		items.push({ json, binary: await filesOf(context, group, circumstances.baseName) });
	}
	return items;
}

function formatFor({ messageFormat, modelName }: Circumstances): MessageFormat | undefined {
	if (messageFormat === 'none') return undefined;
	if (messageFormat !== 'auto') return messageFormat;
	return isClaude(modelName) ? 'anthropic' : 'openAi';
}

async function filesOf(
	context: IExecuteFunctions,
	group: Tile[],
	baseName: string,
): Promise<Record<string, IBinaryData>> {
	const files: Record<string, IBinaryData> = {};
	for (const [index, { prepared, place, count }] of group.entries()) {
		const number = count > 1 ? `-${place + 1}` : '';
		const fileName = `${baseName}${number}${path.extname(prepared.file)}`;
		// Copied by n8n from disk to its storage: no picture goes through memory.
		files[index === 0 ? 'data' : `data${index + 1}`] = await context.nodeHelpers.copyBinaryFile(
			prepared.file,
			fileName,
			prepared.mediaType,
		);
	}
	return files;
}
