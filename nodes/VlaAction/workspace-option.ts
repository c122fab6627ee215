import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isJsonObject, type JsonObject } from '../../lib/json-object';
import type { ActionSpace, Interval, Workspace } from '../../lib/vla/safety/types';
import { invalidValue, vlaNodeError } from './errors';
import { readNumbers } from './numbers';
import { throwIfNothing } from './throw-if-nothing';

const AXES = ['x', 'y', 'z'] as const;

const edgeField = (axis: (typeof AXES)[number]): INodeProperties => ({
	displayName: axis.toUpperCase(),
	name: axis,
	type: 'string',
	default: '',
	placeholder: 'e.g. 0.2, 0.6',
	hint: 'In metres: from, to',
	description: `From where to where along ${axis}, in metres, as two numbers. Empty: no limit along ${axis}.`,
});

/** A box that the hand must not leave. */
export const workspaceOptionField: INodeProperties = {
	displayName: 'Workspace',
	name: 'workspace',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Box',
	options: [{ displayName: 'Box', name: 'box', values: AXES.map(edgeField) }],
	description:
		'A box that the hand must not leave, in metres, as the robot counts its places. Needs the option "Current Pose".',
};

/**
 * Reads the box; undefined where the option is not there. OPTION_NOT_FOUND for an edge that is set to nothing,
 * WORKSPACE_EMPTY for a box without an edge: n8n makes that of an expression that stands for the whole option.
 */
export function readWorkspace(found: unknown): Workspace | undefined {
	if (found === undefined) return undefined;
	const box = boxOf(found);
	const edges = AXES.flatMap((axis) => {
		const name = `Workspace ${axis.toUpperCase()}`;
		throwIfNothing(name, box, axis);
		const numbers = readNumbers(
			{
				name,
				expected: 'two numbers, the lower one first, such as 0.2, 0.6',
				isFitting: ({ length, 0: low, 1: high }) => length === 2 && low <= high,
			},
			box[axis],
		);
		return numbers ? [[axis, numbers as unknown as Interval] as const] : [];
	});
	if (edges.length === 0) throw vlaNodeError('WORKSPACE_EMPTY', {});
	return Object.fromEntries(edges);
}

/** The fields of the box, which an expression may give without the box around them. */
function boxOf(found: unknown): JsonObject {
	const box = isJsonObject(found) && Object.hasOwn(found, 'box') ? found.box : found;
	// A name that is none, such as X, would be a limit that nobody keeps.
	if (isJsonObject(box) && Object.keys(box).every((name) => isAxis(name))) return box;
	const expected = 'a box with the edges x, y and z, such as { "x": "0.2, 0.6" }';
	throw invalidValue('Workspace', expected, found);
}

const isAxis = (name: string): boolean => (AXES as readonly string[]).includes(name);

/** Throws WORKSPACE_OF_JOINTS where there is a box that nobody could check. */
export function checkWorkspace({ kinds }: ActionSpace, raw: IDataObject): void {
	if (!readWorkspace(raw.workspace) || kinds.includes('translation')) return;
	throw vlaNodeError('WORKSPACE_OF_JOINTS', {});
}
