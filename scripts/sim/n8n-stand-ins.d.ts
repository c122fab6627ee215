import type { INodeType } from 'n8n-workflow';

export declare const standIns: Record<string, INodeType>;
