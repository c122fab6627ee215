import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_ROSBRIDGE_TIMEOUT_MS } from '../../lib/limits';
import type { ItemRun } from '../../lib/n8n/run-items';
import { webSocketPassage } from '../../lib/n8n/web-socket';
import type { RosMessages } from '../../lib/vla/outputs/rosbridge';
import { rosbridgeAddress, sendToRosbridge } from '../../lib/vla/outputs/rosbridge-client';
import type { Decision } from './decision';

/** Where to send the messages for ROS, as n8n has no node that could. */
export const sendOptionField: INodeProperties = {
	displayName: 'Send to Rosbridge',
	name: 'rosbridgeAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. ws://localhost:9090',
	displayOptions: { show: { outputFormat: ['rosbridge'] } },
	description:
		'Address of a rosbridge server that gets the messages at once: each at its time, and the stop behind them. The node waits until that is over; when the workflow is stopped, so is the robot. In a dry run nothing is sent. Empty: the messages are in the output only.',
};

/** Reads where to send; undefined where nothing is to be sent. */
export function readRosbridgeAddress(raw: IDataObject): string | undefined {
	const address = String(raw.rosbridgeAddress ?? '').trim();
	if (address === '' || raw.outputFormat !== 'rosbridge') return undefined;
	rosbridgeAddress(address);
	return address;
}

/** Sends an item's messages where that is asked for; says whether, in `sent`. */
export async function sendAction(
	{ context, signal }: Pick<ItemRun, 'context' | 'signal'>,
	{ rosbridge, dryRun }: IDataObject,
	{ freshUntilMs }: Pick<Decision, 'freshUntilMs'>,
	raw: IDataObject,
): Promise<IDataObject> {
	const address = readRosbridgeAddress(raw);
	if (address === undefined) return {};
	if (dryRun) return { sent: false };
	const passage = webSocketPassage(context);
	const server = { address, passage, timeoutMs: DEFAULT_ROSBRIDGE_TIMEOUT_MS };
	await sendToRosbridge(server, rosbridge as unknown as RosMessages, { signal, freshUntilMs });
	return { sent: true };
}
