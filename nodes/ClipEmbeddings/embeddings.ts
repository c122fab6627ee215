import type { IDataObject, IExecuteFunctions, ISupplyDataFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { embedTexts } from '../../lib/clip/client';
import type { ClipJob } from '../../lib/clip/types';
import { inputErrors } from '../../lib/n8n/errors';
import { toNodeError } from '../../lib/n8n/node-error';
import { prepareJob, readSettings } from '../shared/clip-settings';

/** What n8n's vector stores ask of embeddings. */
export interface Embeddings {
	embedQuery(text: string): Promise<number[]>;
	embedDocuments(texts: string[]): Promise<number[][]>;
}

/** Embeddings of the node's model. It is found, or downloaded, now, and runs when a store asks. */
export async function createEmbeddings(
	context: ISupplyDataFunctions,
	itemIndex: number,
): Promise<Embeddings> {
	const job = await findJob(context, itemIndex);
	const embed = async (texts: string[]) => await embedOnRecord(context, job, itemIndex, texts);
	return {
		embedQuery: async (text) => (await embed([text]))[0],
		embedDocuments: async (texts) => (texts.length === 0 ? [] : await embed(texts)),
	};
}

async function findJob(context: ISupplyDataFunctions, itemIndex: number): Promise<ClipJob> {
	// Reading parameters, hints and the stop signal are the same in both contexts.
	const asExecute = context as unknown as IExecuteFunctions;
	try {
		const settings = readSettings(asExecute, itemIndex);
		return await prepareJob(asExecute, settings, context.getExecutionCancelSignal());
	} catch (error) {
		throw toNodeError(context.getNode(), error, itemIndex);
	}
}

/** Puts what goes in and what it took on record: n8n shows it as a run of this node. */
async function embedOnRecord(
	context: ISupplyDataFunctions,
	job: ClipJob,
	itemIndex: number,
	texts: string[],
): Promise<number[][]> {
	const type = NodeConnectionTypes.AiEmbedding;
	const { index } = context.addInputData(type, [[{ json: { texts } }]]);
	try {
		const { vectors, account } = await embed(job, texts);
		context.addOutputData(type, index, [[{ json: account }]]);
		return vectors;
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, itemIndex);
		context.addOutputData(type, index, nodeError);
		throw nodeError;
	}
}

async function embed(
	job: ClipJob,
	texts: string[],
): Promise<{ vectors: number[][]; account: IDataObject }> {
	for (const text of texts) {
		if (typeof text === 'string' && text.trim() !== '') continue;
		throw inputErrors('EMPTY_FIELD', { name: 'Prompt', example: 'a red bicycle' });
	}
	const outcome = await embedTexts(job, texts);
	const { result, embeddedTexts, textTokens, durationMs, warnings } = outcome;
	return {
		vectors: result.map((vector) => Array.from(vector)),
		account: {
			texts: texts.length,
			dimensions: result[0].length,
			model: job.model.name,
			usage: { embeddedTexts, textTokens, durationMs },
			...(warnings.length > 0 && { warnings }),
		},
	};
}
