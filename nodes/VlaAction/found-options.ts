import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { localOptionFields } from './local-fields';
import { outputOptionFields } from './output-options';
import { robotOptionFields } from './robot-options';
import { safetyOptionFields } from './safety-options';
import { sendOptionField } from './send-to-rosbridge';
import { serverOptionFields } from './server-options';
import { throwIfNothing } from './throw-if-nothing';

/** All that decides how a robot moves; how the picture is drawn, and what the item keeps, do not. */
const FIELDS: INodeProperties[] = [
	...safetyOptionFields,
	...robotOptionFields,
	...outputOptionFields,
	sendOptionField,
	...serverOptionFields,
	...localOptionFields,
];

/**
 * Throws OPTION_NOT_FOUND for an option that is there without a value: whoever set it wants something else than what
 * counts without it, and a limit that silently is none moves a robot too far.
 */
export function checkFound(raw: IDataObject): void {
	for (const { name, displayName } of FIELDS) throwIfNothing(displayName, raw, name);
}
