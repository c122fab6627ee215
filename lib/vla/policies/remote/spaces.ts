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

/** Of a step, at a speed of 1: `max_joint_delta` of droid/robot_ik/robot_ik_solver.py. */
const DROID_RADIANS = 0.2;

/** RLDS data sets bring every gripper into this convention. */
const HAND = { convention: 'delta', gripper: 'zeroClosedOneOpen' } as const;

/**
 * What the numbers of a server's actions mean; `gripper`: where a fine-tune counts otherwise. DROID's are speeds of
 * joints, each as a share of the fastest (-1..1).
 */
export function spaceOf(kind: RemoteKind, gripper?: GripperConvention): ActionSpace {
	const { gripper: usual, ...space } = usualSpace(kind);
	return { ...space, gripper: gripper ?? usual };
}

function usualSpace(kind: RemoteKind): ActionSpace {
	if (!('robot' in kind)) return handSpace(HAND);
	const { policy, robot } = kind;
	if (robot === 'aloha') {
		return jointSpace(14, 2, { convention: 'absolute', gripper: 'zeroClosedOneOpen' });
	}
	if (robot === 'droid') {
		const gripper = 'zeroOpenOneClosed';
		return jointSpace(8, 1, { convention: 'delta', gripper, radiansOfOne: DROID_RADIANS });
	}
	// openpi was trained on LIBERO's own numbers, OpenVLA-OFT on the data set's.
	return handSpace(policy === 'openPi' ? { ...HAND, gripper: 'minusOneOpenOneClosed' } : HAND);
}
