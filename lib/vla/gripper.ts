/** What a number says of the gripper: which one is closed and which is open. */
export type GripperConvention =
	| 'zeroClosedOneOpen'
	| 'zeroOpenOneClosed'
	| 'minusOneClosedOneOpen'
	| 'minusOneOpenOneClosed';

interface Ends {
	closed: number;
	open: number;
	/** In plain words, for a person who chooses. */
	inWords: string;
}

/** The conventions by name. OpenVLA and Bridge use the first, LIBERO's simulator the last. */
export const GRIPPER_CONVENTIONS: Record<GripperConvention, Ends> = {
	zeroClosedOneOpen: { closed: 0, open: 1, inWords: '0 is closed, 1 is open' },
	zeroOpenOneClosed: { closed: 1, open: 0, inWords: '0 is open, 1 is closed' },
	minusOneClosedOneOpen: { closed: -1, open: 1, inWords: '-1 is closed, 1 is open' },
	minusOneOpenOneClosed: { closed: 1, open: -1, inWords: '-1 is open, 1 is closed' },
};

/** How far open: 0 is closed, 1 open; beyond the ends it is the end. */
export function openness(value: number, convention: GripperConvention): number {
	const { closed, open } = GRIPPER_CONVENTIONS[convention];
	return Math.min(1, Math.max(0, (value - closed) / (open - closed)));
}

interface Conversion {
	from: GripperConvention;
	to: GripperConvention;
	/** Either open or closed, never between: more than half open is open. */
	binarise?: boolean;
}

/** The same gripper in another convention. */
export function convertGripper(value: number, { from, to, binarise = false }: Conversion): number {
	const { closed, open } = GRIPPER_CONVENTIONS[to];
	const found = openness(value, from);
	const wanted = binarise ? Number(found > 0.5) : found;
	return closed + wanted * (open - closed);
}
