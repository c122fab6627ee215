import type { IDataObject } from 'n8n-workflow';
import { checkFound } from './found-options';
import { includesInputFields } from './include-input';
import { readOutput } from './output-options';
import { readPictureOptions } from './picture-options';
import { readCapturedAt, readGripper, readPose } from './robot-options';
import { readDryRun, readLimits, readLookCheck } from './safety-options';
import { readRosbridgeAddress } from './send-to-rosbridge';
import { readChunkSteps, readServerOptions } from './server-options';

/** Everything that is read from an item's Options. */
const READERS = [
	readDryRun,
	readLimits,
	readLookCheck,
	readGripper,
	readPose,
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
