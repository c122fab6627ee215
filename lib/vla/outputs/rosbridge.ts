import { openness } from '../gripper';
import { placesOf } from '../safety/space';
import { inMetresAndRadians, isHand } from './axes';
import { toTime } from './ros-time';
import { trajectories } from './rosbridge-joints';
import type { SafeSteps } from './types';

/** Where and how the robot listens. */
export interface RosOptions {
	/** A hand's motion, as geometry_msgs/Twist, or with a time as geometry_msgs/TwistStamped. */
	motionTopic: string;
	stamped: boolean;
	/** Joints' motion, as trajectory_msgs/JointTrajectory. */
	jointTopic: string;
	/** Of a second arm a "2" is put to it. */
	gripperTopic: string;
	/** How open as a number, 0 closed and 1 open (std_msgs/Float64), or whether it is open at all (std_msgs/Bool). */
	gripperMessage: 'number' | 'bool';
	/** Frame that the motion's axes are those of. */
	frameId: string;
	/** As the robot calls its joints; absent: joint_1, joint_2 ... */
	jointNames?: string[];
}

/** One operation of the rosbridge protocol, v2; JSON to send as it is. */
export type RosMessage =
	| { op: 'advertise'; topic: string; type: string }
	| { op: 'publish'; topic: string; msg: Record<string, unknown> };

/** What to send now, and what when so much time has passed since. */
export interface RosMessages {
	messages: RosMessage[];
	/** The last of them ends the motion. */
	later: Array<{ afterSeconds: number; messages: RosMessage[] }>;
}

interface Topic {
	topic: string;
	type: string;
}

/**
 * Safe steps as messages for rosbridge, of ROS 1 and 2 alike: types in two words, times in secs and nsecs, headers
 * without the `seq` that ROS 2 has not. A policy says how far the hand moves in a step, ROS how fast: the one divided
 * by the time of a step. A hand moves on until it is told otherwise, so zeros come when the last step is over. Joints
 * get one whole trajectory, or `stepwise` each step at its time: who stops telling them then stops them.
 * JOINT_NAMES_INVALID.
 */
export function toRosbridge(
	given: SafeSteps,
	options: RosOptions,
	{ stepwise = false }: { stepwise?: boolean } = {},
): RosMessages {
	const all = inMetresAndRadians(given);
	const motion = isHand(all) ? twists(all, options) : trajectories(all, options, stepwise);
	const grippers = placesOf(all.space, 'gripper').map((place, arm) =>
		gripperOf(all, options, place, arm),
	);
	const topics = [...motion.topics, ...grippers.map(({ topic }) => topic)];
	const at = (step: number) => [
		...(motion.messages[step] ?? []),
		...grippers.flatMap(({ messages }) => messages[step] ?? []),
	];
	const advertised = topics.map(({ topic, type }) => ({ op: 'advertise' as const, topic, type }));
	const times = Array.from({ length: all.steps.length }, (_, step) => step + 1);
	const last = times.length - 1;
	return {
		messages: [...advertised, ...at(0)],
		later: times
			.map((step) => ({ afterSeconds: step * all.periodSeconds, messages: at(step) }))
			.filter(({ messages }, place) => messages.length > 0 || (stepwise && place === last)),
	};
}

/** One part of a robot's messages. */
export interface RosMotion {
	topics: Topic[];
	/** By step; behind the last what ends it. */
	messages: RosMessage[][];
}

function twists(all: SafeSteps, { motionTopic: topic, stamped, frameId }: RosOptions): RosMotion {
	const { steps, periodSeconds, emittedAtMs } = all;
	const xyz = (kind: 'translation' | 'rotation', vector?: Array<number | null>) => {
		const [x, y, z] = placesOf(all.space, kind).map(
			(place) => (vector?.[place] ?? 0) / periodSeconds,
		);
		return { x, y, z };
	};
	const message = (vector: Array<number | null> | undefined, step: number): RosMessage => {
		const twist = { linear: xyz('translation', vector), angular: xyz('rotation', vector) };
		const stamp = toTime(emittedAtMs / 1000 + step * periodSeconds);
		const msg = stamped ? { header: { stamp, frame_id: frameId }, twist } : twist;
		return { op: 'publish', topic, msg };
	};
	const type = stamped ? 'geometry_msgs/TwistStamped' : 'geometry_msgs/Twist';
	return {
		topics: [{ topic, type }],
		messages: [...steps, undefined].map((vector, step) => [message(vector, step)]),
	};
}

function gripperOf(
	{ space, steps }: SafeSteps,
	{ gripperTopic, gripperMessage }: RosOptions,
	place: number,
	arm: number,
) {
	const topic = arm === 0 ? gripperTopic : `${gripperTopic}${arm + 1}`;
	const isBool = gripperMessage === 'bool';
	const messages = steps.map(({ [place]: value }): RosMessage[] => {
		if (value === null) return [];
		const open = openness(value, space.gripper);
		return [{ op: 'publish', topic, msg: { data: isBool ? open > 0.5 : open } }];
	});
	return { topic: { topic, type: `std_msgs/${isBool ? 'Bool' : 'Float64'}` }, messages };
}
