import type { INodeProperties } from 'n8n-workflow';
import { inputParameters, type FileFields } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { CameraRole } from '../../lib/vla/types';

const NAME = 'cameras';
const GROUP = 'camera';
const OTHER = 'other';

/** Names of a camera's fields, each within its entry of the list. */
const FIELDS: FileFields = {
	title: 'Picture',
	source: 'inputSource',
	binary: 'binaryPropertyName',
	path: 'filePath',
	url: 'url',
	defaultBinary: 'wrist',
};

/** Within a list n8n tells a tool's fields not apart: all sources are offered, which each field's own condition rests on. */
const fileFields = inputParameters('picture', 'wrist.jpg', FIELDS)
	.filter(({ displayOptions }) => !displayOptions?.show?.['@tool'])
	.map((field) => (field.name === FIELDS.source ? { ...field, displayOptions: {} } : field));

/** Further pictures, for policies that look through several cameras. */
export const camerasField: INodeProperties = {
	displayName: 'Further Cameras',
	name: NAME,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add Camera',
	description:
		'Pictures of the same moment from the wrist or from other sides, in the order that the policy knows',
	options: [
		{
			displayName: 'Camera',
			name: GROUP,
			values: [
				{
					displayName: 'Place',
					name: 'role',
					type: 'options',
					options: [
						{ name: 'Left Wrist', value: 'leftWrist' },
						{ name: 'Other', value: OTHER },
						{ name: 'Right Wrist', value: 'rightWrist' },
						{ name: 'Wrist', value: 'wrist' },
					],
					default: 'wrist',
					description: 'Where the camera sits',
				},
				{
					displayName: 'Name of the Camera',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. cam_low',
					displayOptions: { show: { role: [OTHER] } },
					description: 'As the policy server calls it',
				},
				...fileFields,
			],
		},
	],
};

/** The cameras of an item, each with the fields that say where its picture is. */
export function camerasOf({
	context,
	itemIndex,
}: Pick<ItemRun, 'context' | 'itemIndex'>): Array<{ role: CameraRole; fields: FileFields }> {
	const { [GROUP]: entries = [] } = context.getNodeParameter(NAME, itemIndex, {}) as Record<
		string,
		Array<{ role?: string; name?: string }>
	>;
	return entries.map(({ role = 'wrist', name = '' }, place) => {
		const within = (field: string) => `${NAME}.${GROUP}[${place}].${field}`;
		const { source, binary, path, url } = FIELDS;
		return {
			role: role === OTHER ? name.trim() : role,
			fields: {
				...FIELDS,
				title: `Picture of camera ${place + 1}`,
				...{ source: within(source), binary: within(binary) },
				...{ path: within(path), url: within(url) },
			},
		};
	});
}
