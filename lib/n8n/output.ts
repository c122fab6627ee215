import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
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
