import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { readInput, type InputFile } from '../../lib/n8n/input';
import { INPUT_FIELDS } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { CameraPicture, Observation } from '../../lib/vla/types';
import { camerasOf } from './cameras';
import { readNumbers } from './numbers';

/** What the robot sees and feels, and what the picture of the scene is called. */
export interface Seen {
	observation: Observation & { capturedAtMs: number };
	/** Whether that moment is what the user says. */
	isMomentSaid: boolean;
	scene: InputFile;
}

interface Moments {
	/** When the node began. */
	startedAtMs: number;
	/** When the user says that the picture was taken. */
	saidMs?: number;
}

/** Reads an item's pictures and the robot's state. */
export async function observe(run: ItemRun, { startedAtMs, saidMs }: Moments): Promise<Seen> {
	const { context, itemIndex } = run;
	// What comes with the item was taken before this node began; what is fetched, when it is fetched.
	const isGiven = context.getNodeParameter(INPUT_FIELDS.source, itemIndex) === 'binary';
	const capturedAtMs = saidMs ?? (isGiven ? startedAtMs : Date.now());
	const limits = { maximumBytes: MAXIMUM_IMAGE_FILE_BYTES };
	const scene = await readInput(run, limits);
	const pictures: CameraPicture[] = [{ file: scene.path, role: 'primary' }];
	for (const { role, fields } of camerasOf(run)) {
		const { path: file } = await readInput(run, { ...limits, fields });
		pictures.push({ file, role });
	}
	const state = readNumbers(
		{
			name: 'Robot State',
			expected: 'numbers with commas between them, such as 0.1, 0.2, 0.3',
		},
		context.getNodeParameter('state', itemIndex, ''),
	);
	const observation = { pictures, capturedAtMs, ...(state && { state }) };
	return { observation, isMomentSaid: saidMs !== undefined, scene };
}
