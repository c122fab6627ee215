import { defineErrors } from '../../errors';

/** Why nobody can say whether a robot is free. */
export const turnError = defineErrors('input', {
	TURN_NOT_KEPT: (d: { folder: string; reason: string }) =>
		`When the robot was last moved could not be read or kept in ${d.folder} (${d.reason}), so it is not moved now. Make room there and let n8n write there, or set TMPDIR to another folder.`,
	TURNS_FOLDER_FOREIGN: (d: { folder: string }) =>
		`${d.folder}, which is to keep when robots were last moved, is not a folder of n8n's own user: others could let a robot move too soon, so it is not moved now. Remove it, or set TMPDIR to another folder.`,
});
