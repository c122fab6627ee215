import type { INode } from 'n8n-workflow';

export declare function readyExample(
	fileName: string,
	credential: { id: string; name: string },
): { id: string; nodes: INode[] };
