import { defineErrors } from '../../../errors';

/** What a user gave that a server's policy cannot use. */
export const remotePolicyInputError = defineErrors('input', {
	POLICY_CAMERA_UNKNOWN: (d: { role: string; known: string[] }) =>
		`The policy takes no picture of a camera "${d.role}". Expected one of: ${list(d.known)}.`,
	POLICY_CAMERA_TWICE: (d: { role: string }) =>
		`Two pictures were given for the camera "${d.role}". Give one for each camera.`,
	POLICY_CAMERA_MISSING: (d: { role: string }) =>
		`The policy needs a picture of the camera "${d.role}", but none was given. Add it under "Further Cameras".`,
	POLICY_STATE_MISSING: (d: { expected: number }) =>
		`The policy needs the robot's state, ${d.expected} numbers, but none was given. Write them into "Robot State", in the order that the policy was trained on.`,
	POLICY_STATE_SIZE: (d: { expected: number; found: number }) =>
		`Expected ${d.expected} numbers as the robot's state, found ${d.found}. Give them in the order that the policy was trained on, decimals with a point.`,
	POLICY_STATE_INVALID: () =>
		"A number of the robot's state is none. Check where the state comes from.",
	POLICY_LAYOUT_INVALID: (d: { reason: string }) =>
		`The names of what the server is sent cannot be used: ${d.reason}. Correct them.`,
});

/** What a server's policy answered that is no action. */
export const remotePolicyError = defineErrors('service', {
	POLICY_ACTIONS_MISSING: (d: { found: string }) =>
		`The policy server's answer has no actions in it (it has ${d.found}). Check that the policy chosen on the node is the one that the server runs.`,
	POLICY_ANSWER_EMPTY: () =>
		'The policy server answered with no step at all. Check that it runs the policy that you expect.',
	POLICY_ANSWER_SIZE: (d: { expected: number; found: number }) =>
		`The policy server gave ${d.found} numbers for an action; this robot takes ${d.expected}. Check that the server's policy is made for this robot.`,
	POLICY_ANSWER_SHAPE: (d: { shape: number[] }) =>
		`The policy server gave an array of ${d.shape.join(' x ') || 'a single number'} where steps of numbers are expected. Check that the policy chosen on the node is the one that the server runs.`,
	POLICY_ANSWER_NOT_FINITE: (d: { step: number; place: number }) =>
		`The policy server gave no number at place ${d.place} of step ${d.step}. Its policy is broken, or what it was shown lies far from what it was trained on.`,
	POLICY_ANSWER_TRUNCATED: () =>
		'The model broke off before its action was complete. Choose another model.',
	POLICY_ANSWER_REFUSED: () =>
		'The model declined to give an action for this picture and instruction. Choose another model, or say it in other words.',
});

const list = (names: string[]): string => names.map((name) => `"${name}"`).join(', ');
