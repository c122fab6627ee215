import type { IDataObject } from 'n8n-workflow';
import type { ActionSpace } from '../../lib/vla/safety/types';
import { checkFound } from './found-options';
import { includesInputFields } from './include-input';
import { checkOutput, readOutput } from './output-options';
import { readPictureOptions } from './picture-options';
import { readCapturedAt, readGripper, readPose } from './robot-options';
import { readDryRun, readLimits, readLookCheck } from './safety-options';
import { readRosbridgeAddress } from './send-to-rosbridge';
import { readChunkSteps, readServerOptions } from './server-options';
import { checkWorkspace } from './workspace-option';

/** Everything that is read from an item's Options. */
const READERS = [
	readDryRun,
	readLimits,
	readLookCheck,
	readGripper,
	readCapturedAt,
	readServerOptions,
	readChunkSteps,
	readOutput,
	readRosbridgeAddress,
	readPictureOptions,
	includesInputFields,
];

/** Throws a coded error for the first option that is set wrong, or to nothing. */
export function checkOptions(raw: IDataObject): void {
	checkFound(raw);
	for (const read of READERS) read(raw);
}

/** Throws a coded error for the first option that does not fit the robot. */
export function checkRobot(space: ActionSpace, raw: IDataObject): void {
	readPose(raw, space);
	checkWorkspace(space, raw);
	checkOutput(space, raw);
}
