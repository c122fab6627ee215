import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { inputErrors } from '../../lib/n8n/errors';
import { listTokenModels } from '../../lib/tokens/count';

/** As in the other nodes: the first of the list. */
export const DEFAULT_TOKEN_MODEL = 'claude-opus-4-8';

/** Every model whose way of counting is known, by title. */
export const tokenModelOptions: INodePropertyOptions[] = listTokenModels()
	.map(({ title, name }) => ({ name: title, value: name }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/** The models an item asks about, in order: those chosen, then those typed. An expression may give one name or several, with commas or in lines. */
export function readModelNames(chosen: unknown, { otherModels }: IDataObject): string[] {
	const names = [...namesIn(chosen), ...namesIn(otherModels)];
	if (names.length > 0) return names;
	throw inputErrors('EMPTY_FIELD', { name: 'Models', example: DEFAULT_TOKEN_MODEL });
}

function namesIn(found: unknown): string[] {
	const lines = Array.isArray(found) ? found.map(String) : String(found ?? '').split(/[,\n]/);
	return lines.map((name) => name.trim()).filter((name) => name !== '');
}
