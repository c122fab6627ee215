import type { GripperConvention } from '../../gripper';
import { handSpace, jointSpace } from '../../safety/space';
import type { ActionSpace } from '../../safety/types';

/** Robots that servers' policies were trained on. */
export type OpenPiRobot = 'libero' | 'droid' | 'aloha';
export type OftRobot = 'libero' | 'bridge' | 'aloha';

/** A policy and its robot; without a robot there is one only. */
export type RemoteKind =
	| { policy: 'openVla' | 'vlm' }
	| { policy: 'openVlaOft'; robot: OftRobot }
	| { policy: 'openPi'; robot: OpenPiRobot };

/** What changes when a fine-tune was trained otherwise. */
export interface SpaceChanges {
	convention?: ActionSpace['convention'];
	gripper?: GripperConvention;
}

/** RLDS data sets bring every gripper into this convention. */
const HAND = { convention: 'delta', gripper: 'zeroClosedOneOpen' } as const;

/**
 * What the numbers of a server's actions mean. DROID's are speeds of joints, each as a share of the fastest (-1..1),
 * unless a fine-tune gives angles: then `convention` is `absolute`.
 */
export function spaceOf(kind: RemoteKind, changes: SpaceChanges = {}): ActionSpace {
	if (!('robot' in kind)) return handSpace({ ...HAND, ...changes });
	const { policy, robot } = kind;
	if (robot === 'aloha') {
		return jointSpace(14, 2, {
			convention: 'absolute',
			gripper: 'zeroClosedOneOpen',
			...changes,
		});
	}
	if (robot === 'droid') {
		return jointSpace(8, 1, { convention: 'delta', gripper: 'zeroOpenOneClosed', ...changes });
	}
	// openpi was trained on LIBERO's own numbers, OpenVLA-OFT on the data set's.
	const gripper = policy === 'openPi' ? 'minusOneOpenOneClosed' : HAND.gripper;
	return handSpace({ ...HAND, gripper, ...changes });
}
