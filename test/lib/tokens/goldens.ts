import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CountOptions, TokenCount } from '../../../lib/tokens/types';

export interface WorkedExample {
	model: string;
	width: number;
	height: number;
	options?: CountOptions;
	parameters?: Record<string, number>;
	expected: Partial<TokenCount>;
}

/** Sizes as width, height, tokens, resized width and height, tokens around; null for tokens where the model refuses. */
export interface GoldenRow {
	model: string;
	options: CountOptions;
	sizes: Array<[width: number, height: number, tokens: number | null, ...others: number[]]>;
}

/** The providers' own worked examples. */
export const WORKED = read<WorkedExample[]>('tokens-worked.json');
/** What the models' own code, and the published rules worked anew, say of many sizes. */
export const GOLDEN_ROWS = read<{ rows: GoldenRow[] }>('tokens.json').rows;

function read<T>(file: string): T {
	const at = path.join(__dirname, '../../fixtures/golden', file);
	return JSON.parse(readFileSync(at, 'utf8')) as T;
}
