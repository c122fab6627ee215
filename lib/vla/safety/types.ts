import type { GripperConvention } from '../gripper';

/** What a number of an action moves. */
export type AxisKind = 'translation' | 'rotation' | 'joint' | 'gripper';

/** What the numbers of an action mean, in their order. */
export interface ActionSpace {
	/** One name an axis: `x`, `yaw`, `joint 3`, `gripper`. */
	names: readonly string[];
	kinds: readonly AxisKind[];
	/** `delta`: by how much to move from here; `absolute`: where to be. A gripper's number is always where to be. */
	convention: 'delta' | 'absolute';
	gripper: GripperConvention;
	/** How far a motion of 1 leads and turns, where that is not 1 metre and 1 radian: some robots count in shares of their largest. */
	metresOfOne?: number;
	radiansOfOne?: number;
}

/** Where the robot is, one number an axis of the space; undefined where nobody said. */
export type RobotState = ReadonlyArray<number | undefined>;

/** Lowest and highest value. */
export type Interval = readonly [low: number, high: number];

/** A box that the hand must not leave, metres. */
export interface Workspace {
	x?: Interval;
	y?: Interval;
	z?: Interval;
}

/** What happens to an action that breaks a limit. What cannot be mended (no number, too old, too soon) is held instead of clipped. */
export type ViolationHandling = 'hold' | 'clip' | 'fail';

/** What an action must keep to. Infinity: no limit. */
export interface SafetyLimits {
	onViolation: ViolationHandling;
	/** How far outside the range seen in training a number may be, as a share of that range. */
	rangeMargin: number;
	/** The farthest that one action may move an axis: metres, radians. */
	maximumStep: { translation: number; rotation: number; joint: number };
	workspace?: Workspace;
	maximumObservationAgeMs: number;
	/** Between two actions of one robot. */
	minimumIntervalMs: number;
}

/** Why an action was not let through as it was. */
export type ViolationCode =
	| 'ACTION_SIZE'
	| 'NOT_FINITE'
	| 'OUT_OF_RANGE'
	| 'STEP_TOO_LARGE'
	| 'OUTSIDE_WORKSPACE'
	| 'POSE_UNKNOWN'
	| 'NO_WAY_BACK'
	| 'STATE_NOT_IN_RADIANS'
	| 'OBSERVATION_TOO_OLD'
	| 'TOO_SOON'
	| 'BLANK_PICTURE'
	| 'NOT_LOOKING'
	| 'ANSWERED_IN_WORDS'
	| 'POLICY_FAILED';

/** One broken limit, with a sentence for a person. */
export interface Violation {
	code: ViolationCode;
	message: string;
	/** Place in the chunk, counted from 0; absent where all of it is meant. */
	step?: number;
	axis?: string;
	found?: number;
	/** The limit that was broken. */
	allowed?: Interval;
	/** Of POLICY_FAILED: the code of its failure. */
	errorCode?: string;
}

/** A number an axis, or null: leave it as it is. */
export type SafeVector = Array<number | null>;

/** What may be done. */
export interface Verdict {
	/** At least one; nothing in it breaks a limit. */
	steps: SafeVector[];
	/** Whether the policy's whole answer was within all limits. */
	safe: boolean;
	/** Whether a number was moved to the nearest allowed one. */
	clipped: boolean;
	/** Whether there is no motion at all in `steps`. */
	held: boolean;
	violations: Violation[];
}

/** All that a check needs to know besides the numbers. */
export interface Situation {
	space: ActionSpace;
	state: RobotState;
	limits: SafetyLimits;
	/** What was seen in training, one interval an axis, where it is known. */
	range?: readonly Interval[];
}
