import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** Works on all input items; gives the items of each output. */
export type OperationRun = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
