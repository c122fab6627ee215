import type { IDataObject } from 'n8n-workflow';
import { inputErrors } from '../../lib/n8n/errors';
import { DEFAULT_TOKEN_MODEL } from '../shared/token-models';
import { namesIn } from './names-in';

/** The models an item asks about, in order: those chosen, then those typed. An expression may give one name or several, with commas or in lines. */
export function readModelNames(chosen: unknown, { otherModels }: IDataObject): string[] {
	const names = [...namesIn(chosen), ...namesIn(otherModels)];
	if (names.length > 0) return names;
	throw inputErrors('EMPTY_FIELD', { name: 'Models', example: DEFAULT_TOKEN_MODEL });
}
