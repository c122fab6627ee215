import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** A text file to hand on as binary data. */
export interface TextFile {
	text: string;
	fileName: string;
	mimeType: string;
}

/** Puts a text file into n8n's binary storage. */
export async function storeTextFile(
	{ helpers }: IExecuteFunctions,
	{ text, fileName, mimeType }: TextFile,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(Buffer.from(text, 'utf8'), fileName, mimeType);
}

/** Whether an AI agent called the node: it reads the json alone, files would be dropped with a warning. */
export function isToolCall(context: IExecuteFunctions): boolean {
	return (
		context.isToolExecution() || context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool
	);
}

/** Where n8n's combined mode keeps an item's files: in its json. */
const FILES_IN_JSON = '_files';

/** An item that goes on with what was found, paired, its files with it; its own fields where asked for. */
export function continueItem(
	context: IExecuteFunctions,
	itemIndex: number,
	found: IDataObject,
	includeInputFields: boolean,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const isTool = isToolCall(context);
	const files = FILES_IN_JSON in json && !isTool ? { [FILES_IN_JSON]: json[FILES_IN_JSON] } : {};
	return {
		json: { ...(includeInputFields ? json : files), ...found },
		...(binary && !isTool && { binary }),
		pairedItem: { item: itemIndex },
	};
}
