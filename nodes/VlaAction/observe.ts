import { MAXIMUM_IMAGE_FILE_BYTES } from '../../lib/limits';
import { readInput, type InputFile } from '../../lib/n8n/input';
import { INPUT_FIELDS, type FileFields } from '../../lib/n8n/input-parameters';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { CameraPicture, Observation } from '../../lib/vla/types';
import { camerasOf } from './cameras';
import { vlaNodeError } from './errors';
import { readNumbers } from './numbers';

/** What the robot sees and feels, and what the picture of the scene is called. */
export interface Seen {
	observation: Observation & { capturedAtMs: number };
	scene: InputFile;
	/** Whether nobody says when it was taken, only that it was before the node began. */
	isTimeAssumed: boolean;
}

interface Moments {
	/** When the node began, at the first try of several. */
	startedAtMs: number;
	/** When the user says that the picture was taken. */
	saidMs?: number;
}

/** Reads an item's pictures and the robot's state. Pictures are as old as the oldest of them. */
export async function observe(run: ItemRun, { startedAtMs, saidMs }: Moments): Promise<Seen> {
	const scene = await look(run, INPUT_FIELDS, startedAtMs);
	const looks = [scene];
	const pictures: CameraPicture[] = [{ file: scene.path, role: 'primary' }];
	for (const { role, fields } of camerasOf(run)) {
		const seen = await look(run, fields, startedAtMs);
		looks.push(seen);
		pictures.push({ file: seen.path, role });
	}
	const capturedAtMs = saidMs ?? Math.min(...looks.map(({ takenAtMs }) => takenAtMs));
	const state = readState(run);
	return {
		observation: { pictures, capturedAtMs, ...(state && { state }) },
		scene,
		isTimeAssumed: saidMs === undefined && looks.some(({ isGiven }) => isGiven),
	};
}

/** A picture, and when it was taken at the latest. */
async function look(run: ItemRun, fields: FileFields, startedAtMs: number) {
	const { context, itemIndex } = run;
	// What comes with the item was taken before this node began; what is fetched, when that began.
	const isGiven = context.getNodeParameter(fields.source, itemIndex) === 'binary';
	const askedAtMs = isGiven ? startedAtMs : Date.now();
	const file = await readInput(run, { maximumBytes: MAXIMUM_IMAGE_FILE_BYTES, fields });
	// A camera that stopped leaves its last picture behind.
	return { ...file, isGiven, takenAtMs: file.writtenAtMs ?? askedAtMs };
}

function readState({ context, itemIndex }: ItemRun): number[] | undefined {
	const found: unknown = context.getNodeParameter('state', itemIndex, '');
	if (found === undefined || found === null) throw vlaNodeError('STATE_NOT_FOUND', {});
	const expected = 'numbers with commas between them, such as 0.1, 0.2, 0.3';
	return readNumbers({ name: 'Robot State', expected }, found);
}
