import path from 'node:path';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isToolCall } from '../../lib/n8n/output';
import type { ItemRun } from '../../lib/n8n/run-items';
import { drawActionPicture } from '../../lib/vla/picture/client';
import type { Decision } from './decision';
import { toDrawing } from './drawing';
import { readPictureOptions } from './picture-options';
import type { Question } from './question';

/** Where the picture with the action drawn into it goes. */
const FIELD = 'data';

/** The item with its picture, if one is wanted: an agent sees none. */
export async function annotated(
	{ context, folder, signal }: ItemRun,
	item: INodeExecutionData,
	{ decision, question }: { decision: Decision; question: Question },
	raw: IDataObject,
): Promise<INodeExecutionData> {
	if (!readPictureOptions(raw).isWanted || isToolCall(context)) return item;
	const { seen, instruction } = question;
	const { path: file, baseName } = seen.scene;
	const action = { file, outFolder: folder, ...toDrawing(decision, instruction, raw) };
	const drawn = await drawActionPicture(action, signal);
	const picture = await context.nodeHelpers.copyBinaryFile(
		drawn.file,
		`${baseName}-action${path.extname(drawn.file)}`,
		drawn.mimeType,
	);
	return { ...item, binary: { ...item.binary, [FIELD]: picture } };
}
