import type { INodePropertyOptions } from 'n8n-workflow';
import { listTokenModels } from '../../lib/tokens/count';

/** The first of the list of models whose way of counting is known. */
export const DEFAULT_TOKEN_MODEL = 'claude-opus-4-8';

/** Every model whose way of counting is known, by title. */
export const tokenModelOptions: INodePropertyOptions[] = listTokenModels()
	.map(({ title, name }) => ({ name: title, value: name }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));
