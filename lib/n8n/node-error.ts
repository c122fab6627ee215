import type { INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { MultimodalError, toPlainError } from '../errors';
import { descriptionHtml } from './description-html';

const FAULT_ADVICE =
	'This is a fault in n8n-nodes-multimodal, not in your workflow. Please report it, with this message and the details below.';

/** The error that fails the node: it names the item, and says what to do. */
export function toNodeError(node: INode, error: unknown, itemIndex: number): NodeOperationError {
	const { message, description, code, details } = describe(error);
	const [sentence, ...list] = message.split('\n');
	const advice = code === 'INTERNAL' ? FAULT_ADVICE : `Error code: ${code}`;
	const nodeError = new NodeOperationError(node, asError(error), {
		description: description ?? descriptionHtml([...list, advice, ...supportLines(details)]),
		itemIndex,
		level: code === 'INTERNAL' ? 'error' : 'warning',
		type: code,
	});
	// Set afterwards: n8n replaces a message that holds a code like ECONNREFUSED by a general one.
	nodeError.message = `${sentence} [item ${itemIndex}]`;
	return nodeError;
}

/** By which a provider's support finds a request. */
const supportLines = (details: Description['details']): string[] =>
	details?.requestId ? [`Request ID: ${String(details.requestId)}`] : [];

/**
 * The item that stands for a failed one. n8n moves it to the error output only while its json
 * has no other keys than `error`, `message` and `details`.
 */
export function toErrorItem(error: unknown, itemIndex: number): INodeExecutionData {
	const { message, code, errorClass, details } = describe(error);
	return {
		json: { error: message, details: { ...details, code, class: errorClass } },
		pairedItem: { item: itemIndex },
	};
}

interface Description {
	message: string;
	description?: string;
	code: string;
	errorClass: string;
	details?: Record<string, unknown>;
}

function describe(error: unknown): Description {
	if (error instanceof MultimodalError) {
		const { class: errorClass, ...plain } = toPlainError(error);
		return { ...plain, errorClass };
	}
	// n8n's own failures (an expression, a parameter) are the workflow's, and explain themselves.
	if (isN8nError(error)) {
		const description = error.description ?? undefined;
		return { message: error.message, description, code: 'N8N', errorClass: 'input' };
	}
	return { message: asError(error).message, code: 'INTERNAL', errorClass: 'internal' };
}

/** Whether n8n made it: then it is in words for the user. */
export function isN8nError(error: unknown): error is Error & { description?: string | null } {
	return error instanceof Error && 'level' in error && 'tags' in error;
}

const asError = (error: unknown): Error =>
	error instanceof Error ? error : new Error(String(error));
