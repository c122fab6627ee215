import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { openHarness, runTranscribe, transcribeWorkflow, type Harness } from './transcribe';

/** Where a service is, and the key that it takes. */
interface Reachable {
	baseUrl: string;
	apiKey: string;
}

/** n8n's engine with a service's credential in its store. */
export const openHostedHarness = async ({ baseUrl, apiKey }: Reachable): Promise<Harness> =>
	await openHarness({ credentials: { multimodalOpenAiApi: { baseUrl, apiKey } } });

/** The node's own settings: its credential is chosen. */
export const withCredential = (node: Partial<INode> = {}) => ({
	node: { credentials: { multimodalOpenAiApi: { id: '1', name: 'Service' } }, ...node },
});

/** Input -> Transcribe with its credential. */
export const hostedWorkflow = (parameters: IDataObject, node?: Partial<INode>) =>
	transcribeWorkflow(parameters, withCredential(node));

/** Runs it; `hints` are those above the node's output, `failure` the sentence of a failed run. */
export async function runHosted(
	harness: Harness,
	items: INodeExecutionData[],
	parameters: IDataObject,
	node?: Partial<INode>,
) {
	const result = await runTranscribe(harness, items, parameters, withCredential(node));
	const [{ hints = [] } = {}] = result.runData.Transcribe ?? [];
	return { ...result, hints: hints.map(({ message }) => message), failure: result.error?.message };
}
