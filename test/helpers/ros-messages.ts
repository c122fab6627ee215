/** Kinds of ROS messages by name, each with the kinds of its fields; what is not in the table is a plain value. */
export const ROS_MESSAGES: Record<string, Record<string, string>> = {
	'geometry_msgs/Vector3': { x: 'float64', y: 'float64', z: 'float64' },
	'geometry_msgs/Twist': { linear: 'geometry_msgs/Vector3', angular: 'geometry_msgs/Vector3' },
	'geometry_msgs/TwistStamped': { header: 'std_msgs/Header', twist: 'geometry_msgs/Twist' },
	'std_msgs/Bool': { data: 'bool' },
	'std_msgs/Float64': { data: 'float64' },
	'std_msgs/Header': { stamp: 'builtin_interfaces/Time', frame_id: 'string' },
	'trajectory_msgs/JointTrajectory': {
		header: 'std_msgs/Header',
		joint_names: 'string[]',
		points: 'trajectory_msgs/JointTrajectoryPoint[]',
	},
	'trajectory_msgs/JointTrajectoryPoint': {
		positions: 'float64[]',
		velocities: 'float64[]',
		accelerations: 'float64[]',
		effort: 'float64[]',
		time_from_start: 'builtin_interfaces/Duration',
	},
};

const TIMES = ['builtin_interfaces/Time', 'builtin_interfaces/Duration'];
const TYPE_OF: Record<string, string> = { float64: 'number', bool: 'boolean', string: 'string' };
/** As Python calls what JSON holds. */
const PYTHON: Record<string, string> = {
	number: 'float',
	boolean: 'bool',
	string: 'str',
	object: 'dict',
};

/** Two words or three (`geometry_msgs/msg/Twist`): both are known. */
export const plainType = (type: string): string => type.replace('/msg/', '/');

/** Throws, in rosbridge's own words, where a message does not fit its kind; fields may be missing. */
export function checkMessage(
	value: unknown,
	kind: string,
	root = kind,
	place: string[] = [],
): void {
	if (kind.endsWith('[]')) {
		if (!Array.isArray(value)) throw mismatch(root, place, kind, value);
		return value.forEach((one) => checkMessage(one, kind.slice(0, -2), root, place));
	}
	const expected = TYPE_OF[kind];
	if (expected) {
		if (typeof value !== expected) throw mismatch(root, place, kind, value);
		return;
	}
	if (typeof value !== 'object' || value === null) throw mismatch(root, place, kind, value);
	if (TIMES.includes(kind)) return checkTime(value as Record<string, unknown>, root, place);
	for (const [name, inner] of Object.entries(value)) {
		const field = ROS_MESSAGES[kind][name];
		const inside = [...place, name];
		if (!field) throw new Error(`Message type ${root} does not have a field ${inside.join('.')}`);
		checkMessage(inner, field, root, inside);
	}
}

/** ROS 1's names of the parts and ROS 2's; whole numbers only. */
function checkTime(value: Record<string, unknown>, root: string, place: string[]): void {
	const whole = [value.sec ?? value.secs ?? 0, value.nanosec ?? value.nsecs ?? 0];
	if (!whole.every(Number.isInteger)) throw mismatch(root, place, 'int32', value);
}

function mismatch(root: string, place: string[], expected: string, found: unknown): Error {
	const type = found === null ? 'NoneType' : Array.isArray(found) ? 'list' : PYTHON[typeof found];
	return new Error(
		`${root} message requires a ${expected} for field ${place.join('.')}, but got a <class '${type}'>`,
	);
}
