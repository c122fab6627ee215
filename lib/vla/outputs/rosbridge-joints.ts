import { jointPlaces } from './axes';
import { checkJointNames } from './joint-names';
import { toTime } from './ros-time';
import type { RosMessage, RosMotion, RosOptions } from './rosbridge';
import type { SafeSteps } from './types';

/** Of a step told alone: now. Where clocks differ, it might else be done long after it, and the stop, were told. */
const NOW = { secs: 0, nsecs: 0 };

/** The motion of joints as one trajectory from now on, or, `stepwise`, as one of a single point a step. JOINT_NAMES_INVALID. */
export function trajectories(
	all: SafeSteps,
	{ jointTopic: topic, jointNames, frameId }: RosOptions,
	stepwise: boolean,
): RosMotion {
	const { space, steps, periodSeconds, emittedAtMs } = all;
	checkJointNames(space, jointNames);
	const places = jointPlaces(all);
	// To send nothing moves nothing: it is held, or where the joints are is not known.
	if (places.length === 0) return { topics: [], messages: [] };
	const joints = places[0].at.map((_, joint) => jointNames?.[joint] ?? `joint_${joint + 1}`);
	const publish = (stamp: typeof NOW, points: Array<{ at: number[]; place: number }>) => {
		const told = points.map(({ at, place }) => ({
			positions: at,
			time_from_start: toTime((place + 1) * periodSeconds),
		}));
		const msg = { header: { stamp, frame_id: frameId }, joint_names: joints, points: told };
		return [{ op: 'publish', topic, msg }] satisfies RosMessage[];
	};
	const whole = () => [
		publish(
			toTime(emittedAtMs / 1000),
			places.map(({ step: place, at }) => ({ at, place })),
		),
	];
	const oneByOne = () =>
		steps.map((_, now) => {
			const at = places.find(({ step }) => step === now)?.at;
			return at ? publish(NOW, [{ at, place: 0 }]) : [];
		});
	return {
		topics: [{ topic, type: 'trajectory_msgs/JointTrajectory' }],
		messages: stepwise ? oneByOne() : whole(),
	};
}
