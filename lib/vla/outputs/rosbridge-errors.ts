import { defineErrors } from '../../errors';

/** What every failure of a rosbridge server tells: scheme, host and port. */
interface At {
	origin: string;
}

/** What is wrong with what was set on the node, or with how it is used. */
export const rosbridgeInputError = defineErrors('input', {
	ROSBRIDGE_ADDRESS_INVALID: () =>
		'Expected the address of the rosbridge server to begin with ws:// or wss:// and to have no login in it, for example ws://localhost:9090. Correct it in the options.',
	ROBOT_BUSY: (d: At) =>
		`The robot behind ${d.origin} was still moving for another run when this action came, so it was not sent. Wait until one action is done before the next is decided.`,
});

/** What a rosbridge server said against a message. */
export const rosbridgeServiceError = defineErrors('service', {
	ROSBRIDGE_REFUSED: (d: At & { reason: string }) =>
		`The rosbridge server at ${d.origin} did not take a message (${d.reason}). Check the topics and kinds of message in the options against what your robot listens to.`,
});

/** What went wrong on the way to a rosbridge server. */
export const rosbridgeNetworkError = defineErrors('network', {
	ROSBRIDGE_UNREACHABLE: (d: At & { reason: string }) =>
		`No rosbridge server could be reached at ${d.origin} (${d.reason}). Check the address, and that rosbridge runs: "ros2 launch rosbridge_server rosbridge_websocket_launch.xml".`,
	ROSBRIDGE_TOO_LATE: (d: At) =>
		`The rosbridge server at ${d.origin} could be reached only when the picture had become too old to act on, so nothing was sent. See why connecting takes so long, or run again.`,
	ROSBRIDGE_LOST: (d: At & { reason: string }) =>
		`The connection to the rosbridge server at ${d.origin} broke off before the action was over (${d.reason}). The robot may not have been told to stop: see that it stands still.`,
	ROSBRIDGE_TIMEOUT: (d: At & { timeoutMs: number }) =>
		`The rosbridge server at ${d.origin} did not answer within ${d.timeoutMs / 1000} s. See that the robot stands still, then look whether its computer is overloaded or the network is slow.`,
});
