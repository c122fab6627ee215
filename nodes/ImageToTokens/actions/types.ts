import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** What a file of this folder exports. */
export interface Operation {
	/** Its choice in the Operation field. */
	option: INodePropertyOptions;
	/** Its fields, each shown for this operation only (`showFor`). */
	parameters: INodeProperties[];
	/** What it adds to the node's Options. One that several operations share is the same object in each. */
	options: INodeProperties[];
	/** Does the work for all input items: one by one through `runItems`, or together. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]>;
}
