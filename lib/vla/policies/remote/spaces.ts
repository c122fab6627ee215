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

/** Of a step, at 1: `output_max` of osc_pose.json, robosuite's controller that LIBERO's ControlEnv loads. */
const LIBERO = { metresOfOne: 0.05, radiansOfOne: 0.5 };

/** RLDS data sets bring every gripper into this convention. */
const HAND = { convention: 'delta', gripper: 'zeroClosedOneOpen' } as const;

/**
 * What the numbers of a server's actions mean; `gripper`: where a fine-tune counts otherwise. LIBERO's and DROID's are
 * shares of the largest motion of a step (-1..1).
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
	if (robot === 'bridge') return handSpace(HAND);
	// openpi was trained on the gripper's own numbers, OpenVLA-OFT on the data set's.
	const { gripper } = policy === 'openPi' ? { gripper: 'minusOneOpenOneClosed' as const } : HAND;
	return handSpace({ ...HAND, ...LIBERO, gripper });
}
