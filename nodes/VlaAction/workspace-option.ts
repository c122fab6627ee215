import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ActionSpace, Interval, Workspace } from '../../lib/vla/safety/types';
import { vlaNodeError } from './errors';
import { readNumbers } from './numbers';

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

/** Reads the box; undefined where there is none. */
export function readWorkspace(found: unknown): Workspace | undefined {
	const { box = found } = (found ?? {}) as IDataObject;
	const edges = AXES.flatMap((axis) => {
		const given = ((box ?? {}) as IDataObject)[axis];
		const numbers = readNumbers(
			{
				name: `Workspace ${axis.toUpperCase()}`,
				expected: 'two numbers, the lower one first, such as 0.2, 0.6',
				isFitting: ({ length, 0: low, 1: high }) => length === 2 && low <= high,
			},
			given,
		);
		return numbers ? [[axis, numbers as unknown as Interval] as const] : [];
	});
	return edges.length > 0 ? Object.fromEntries(edges) : undefined;
}

/** Throws WORKSPACE_OF_JOINTS where there is a box that nobody could check. */
export function checkWorkspace({ kinds }: ActionSpace, raw: IDataObject): void {
	if (!readWorkspace(raw.workspace) || kinds.includes('translation')) return;
	throw vlaNodeError('WORKSPACE_OF_JOINTS', {});
}
