import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IRunData,
	NodeError,
} from 'n8n-workflow';

export interface RunResult {
	status: string;
	error?: NodeError;
	runData: IRunData;
	itemsOf(nodeName: string, output?: number): INodeExecutionData[];
	lastItems: INodeExecutionData[];
}

export interface StartOptions {
	items?: INodeExecutionData[];
	startNode?: string;
}

export interface Harness {
	itemFromFile(file: string, field?: string): Promise<INodeExecutionData>;
	start(workflow: object, options?: StartOptions): { cancel(): void; result: Promise<RunResult> };
	run(workflow: object, options?: StartOptions): Promise<RunResult>;
	runAsTool(
		workflow: object,
		nodeName: string,
		toolArguments: IDataObject,
	): Promise<INodeExecutionData[][]>;
	readBinary(binary: IBinaryData): Promise<Buffer>;
	close(): Promise<void>;
}

export declare function openHarness(options?: {
	binaryMode?: 'filesystem' | 'default';
	credentials?: Record<string, ICredentialDataDecryptedObject>;
	standIns?: Record<string, INodeType>;
}): Promise<Harness>;
export declare const START_NODE: string;
