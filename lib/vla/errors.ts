import { defineErrors } from '../errors';

/** Failures of a policy whose files are there, but cannot be used as they are. */
export const vlaModelError = defineErrors('model', {
	POLICY_CONFIG_INVALID: (d: { file: string; field: string }) =>
		`The policy's ${d.file} has no usable "${d.field}". Expected a model of OpenVLA's kind in the Hugging Face ONNX layout; download it again, or choose another one.`,
	POLICY_FILE_UNSUPPORTED: (d: { file: string; lacking: string[]; unknown: string[] }) =>
		`The policy's ${d.file} cannot be run here: it lacks ${list(d.lacking)} and asks for ${list(d.unknown)} beyond what is known. Expected the three parts of OpenVLA: vision_encoder, embed_tokens and decoder_model_merged.`,
	POLICY_PICTURE_MISMATCH: (d: { file: string; expected: string; found: string }) =>
		`The policy's ${d.file} takes pictures of ${d.expected} (colours x height x width), but its preprocessor_config.json makes pictures of ${d.found}. Files of two models are mixed in the folder; download the model again into an empty folder.`,
	POLICY_RUN_FAILED: (d: { file: string; reason: string }) =>
		`The policy's ${d.file} stopped at its work (${d.reason}). Its files may not belong together; download the model again into an empty folder, or choose another one.`,
	POLICY_ANSWER_BROKEN: (d: { file: string }) =>
		`The policy's ${d.file} gave a result without meaning (not a number). Its weights are broken, or too coarse for this device: choose another one in the option "Precision", or download the model again.`,
	STATISTICS_MISSING: (d: { files: string[] }) =>
		`The policy does not say how large its motions are: neither ${d.files.join(' nor ')} in its folder has statistics of the data it was trained on. Without them no action can be given. Copy dataset_statistics.json from the place where the policy was trained.`,
	STATISTICS_INVALID: (d: { file: string; field: string }) =>
		`The policy's ${d.file} has no usable "${d.field}": one finite number for each part of an action is expected. Download the file again, or copy it from the place where the policy was trained.`,
});

/** What a user asked cannot be done with this policy. */
export const vlaInputError = defineErrors('input', {
	UNNORM_KEY_MISSING: (d: { known: string[] }) =>
		`This policy was trained on several data sets, and each has its own size of motions. Say in "Unnormalization Key" which one is yours: ${names(d.known)}.`,
	UNNORM_KEY_UNKNOWN: (d: { found: string; known: string[] }) =>
		`This policy knows no data set "${d.found}". Expected in "Unnormalization Key" one of: ${names(d.known)}.`,
	INSTRUCTION_EMPTY: () =>
		'An instruction is expected, but none was given. Write what the robot is to do, for example "pick up the red cup".',
	INSTRUCTION_TOO_LONG: (d: { characters: number; maximum: number }) =>
		`The instruction has ${d.characters} characters; at most ${d.maximum} are taken. Say in one sentence what the robot is to do.`,
	PICTURE_MISSING: () =>
		'The policy needs a picture of what the robot sees, but none was given. Give one from the camera.',
	ACTION_SIZE: (d: { expected: number; found: number }) =>
		`Expected an action of ${d.expected} numbers, found one of ${d.found}. The policy and the statistics do not belong together: choose the "Unnormalization Key" of the robot that the policy was trained on.`,
	BOUNDS_MISSING: () =>
		'The statistics have no usable smallest and largest values ("min" and "max"), which this way of scaling needs. Use the statistics that came with the policy.',
	JOINT_NAMES_INVALID: (d: { expected: number; arms: number; found: string[] }) =>
		`"Joint Names" must have ${d.expected} different names with commas between them, one for each joint${d.arms > 1 ? ' of both arms, in the order of the policy,' : ''} and none for a gripper; found ${d.found.length}: ${names(d.found)}. Correct them, or leave the option empty for joint_1, joint_2 and so on.`,
});

function list(found: string[]): string {
	return found.length === 0 ? 'nothing' : names(found);
}

function names(found: string[]): string {
	return found.map((name) => `"${name}"`).join(', ');
}
