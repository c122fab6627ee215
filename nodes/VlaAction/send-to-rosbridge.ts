import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DEFAULT_ROSBRIDGE_TIMEOUT_MS } from '../../lib/limits';
import { addHint } from '../../lib/n8n/hints';
import type { ItemRun } from '../../lib/n8n/run-items';
import { webSocketPassage } from '../../lib/n8n/web-socket';
import { toRosbridge, type RosMessages } from '../../lib/vla/outputs/rosbridge';
import { rosbridgeAddress, sendToRosbridge } from '../../lib/vla/outputs/rosbridge-client';
import type { Sent } from '../../lib/vla/outputs/rosbridge-perform';
import type { SafeSteps } from '../../lib/vla/outputs/types';
import type { Decision } from './decision';
import type { ItemMemory } from './earlier-tries';
import { readOutput } from './output-options';
import { safeStepsOf } from './safe-steps';
import { endedEarly, warningsOf } from './warnings';

/** Where to send the messages for ROS, as n8n has no node that could. */
export const sendOptionField: INodeProperties = {
	displayName: 'Send to Rosbridge',
	name: 'rosbridgeAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. ws://localhost:9090',
	displayOptions: { show: { outputFormat: ['rosbridge'] } },
	description:
		'Address of a rosbridge server that gets the messages at once: each step at its time, and the stop behind them. The node waits until that is over. When the workflow is stopped, so is a hand; joints end within a step. In a dry run nothing is sent. Empty: the messages are in the output only.',
};

/** Reads where to send; undefined where nothing is to be sent. */
export function readRosbridgeAddress(raw: IDataObject): string | undefined {
	const address = String(raw.rosbridgeAddress ?? '').trim();
	if (address === '' || raw.outputFormat !== 'rosbridge') return undefined;
	rosbridgeAddress(address);
	return address;
}

/**
 * Sends an item's action where that is asked for; says whether, in `sent`. Where nothing is to move nothing is sent.
 * The item's memory knows from then on that the robot was told.
 */
export async function sendAction(
	{ context, signal }: Pick<ItemRun, 'context' | 'signal'>,
	decision: Decision,
	memory: ItemMemory,
	raw: IDataObject,
): Promise<IDataObject> {
	const address = readRosbridgeAddress(raw);
	if (address === undefined) return {};
	const steps = safeStepsOf(decision, raw);
	const action = toRosbridge(steps, readOutput(raw).ros, { stepwise: true });
	if (steps.dryRun || !isWordy(action)) return { sent: false };
	const passage = webSocketPassage(context);
	const server = { address, passage, timeoutMs: DEFAULT_ROSBRIDGE_TIMEOUT_MS };
	const { freshUntilMs } = decision;
	const onBegin = () => (memory.wasSent = true);
	const sending = { signal, freshUntilMs, onBegin };
	const sent = await sendToRosbridge(server, action, sending).catch((error: Error) => {
		memory.failure = error.message;
		throw error;
	});
	return { sent: true, ...warn(context, decision, steps, sent) };
}

/** Says where the motion was ended before its last steps. */
function warn(
	context: ItemRun['context'],
	decision: Decision,
	{ steps, periodSeconds }: SafeSteps,
	{ endedAfterSeconds }: Sent,
): IDataObject {
	if (endedAfterSeconds === undefined) return {};
	const sentence = endedEarly(Math.round(endedAfterSeconds / periodSeconds), steps.length);
	addHint(context, 'warning', sentence);
	return { warnings: [...warningsOf(decision), sentence] };
}

/** Joints that are held are told nothing. */
const isWordy = ({ messages, later }: RosMessages): boolean =>
	[...messages, ...later.flatMap((one) => one.messages)].some(({ op }) => op === 'publish');
