import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { oneOf, switchOf } from '../../lib/n8n/choices';
import { readNumbers } from './numbers';

/** How the robot's x and y lie in the picture: what one unit of each moves to the right and up. */
const VIEWS = {
	behind: { x: { right: 0, up: 1 }, y: { right: -1, up: 0 } },
	front: { x: { right: 0, up: -1 }, y: { right: 1, up: 0 } },
	map: { x: { right: 1, up: 0 }, y: { right: 0, up: 1 } },
};
const VIEW_NAMES = ['behind', 'front', 'map'] as const;
const MIDDLE = [0.5, 0.5];

/** The picture with the action drawn into it. */
export const pictureOptionFields: INodeProperties[] = [
	{
		displayName: 'Annotated Picture',
		name: 'annotate',
		type: 'boolean',
		default: true,
		description:
			'Whether to draw the action into the picture: an arrow for the motion, bars for height and turns, the gripper and what was decided. It takes the place of the file in the field "data". Off in a fast loop saves some hundredths of a second.',
	},
	{
		displayName: 'Camera View',
		name: 'cameraView',
		type: 'options',
		options: [
			{
				name: 'From Behind the Robot',
				value: 'behind',
				description: "The robot's x leads up in the picture, its y to the left",
			},
			{
				name: 'From the Front',
				value: 'front',
				description: "The robot's x leads down in the picture, its y to the right",
			},
			{
				name: 'Like a Map',
				value: 'map',
				description: "The robot's x leads to the right in the picture, its y up",
			},
		],
		default: 'behind',
		description: 'From where the camera looks. It only decides which way the arrow is drawn.',
	},
	{
		displayName: 'Hand in Picture',
		name: 'handInPicture',
		type: 'string',
		default: MIDDLE.join(', '),
		placeholder: 'e.g. 0.5, 0.8',
		description:
			'Where the arrow begins, as shares of the width and the height of the picture: 0, 0 is its top left corner, 0.5, 0.5 its middle',
	},
];

/** How the action is drawn. */
export interface PictureOptions {
	isWanted: boolean;
	view: (typeof VIEWS)[keyof typeof VIEWS];
	hand: { x: number; y: number };
}

/** Reads how the action is drawn. */
export function readPictureOptions(raw: IDataObject): PictureOptions {
	const place = {
		name: 'Hand in Picture',
		expected: 'two numbers from 0 to 1, such as 0.5, 0.8',
		fields: ['x', 'y'],
		isFitting: (numbers: number[]) =>
			numbers.length === 2 && numbers.every((number) => number >= 0 && number <= 1),
	};
	const [x, y] = readNumbers(place, raw.handInPicture) ?? MIDDLE;
	return {
		isWanted: switchOf('Annotated Picture', raw.annotate, true),
		view: VIEWS[oneOf('Camera View', VIEW_NAMES, raw.cameraView, 'behind')],
		hand: { x, y },
	};
}
