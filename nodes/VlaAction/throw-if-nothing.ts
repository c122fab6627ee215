import type { JsonObject } from '../../lib/json-object';
import { vlaNodeError } from './errors';

/**
 * Throws OPTION_NOT_FOUND where `of` has this field, but nothing in it, as after an expression that found nothing: left
 * out the field would be absent, and empty it would be ''.
 */
export function throwIfNothing(displayName: string, of: JsonObject, field: string): void {
	if (!Object.hasOwn(of, field)) return;
	if (of[field] !== undefined && of[field] !== null) return;
	throw vlaNodeError('OPTION_NOT_FOUND', { name: displayName });
}
