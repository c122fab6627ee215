import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { inputParameters } from '../../../lib/n8n/input-parameters';
import { rawOptions } from '../../../lib/n8n/options-collection';
import { runItems, type ItemRun } from '../../../lib/n8n/run-items';
import { showFor } from '../../../lib/n8n/show-for';
import { hostedModelFields, providerField } from '../../shared/hosted-fields';
import { tell } from '../account';
import { annotated } from '../annotate';
import { ask } from '../ask';
import { camerasField } from '../cameras';
import { checkOptions, checkRobot } from '../check-options';
import { decide } from '../decision';
import { recallItems, throwIfSent, type ItemMemory } from '../earlier-tries';
import { toItem } from '../include-input';
import { localModelField } from '../local-fields';
import { policyOptions } from '../policies';
import { openPolicy, readQuestion } from '../question';
import { toJson } from '../result';
import { robotFields, stateField } from '../robot-fields';
import { sendAction } from '../send-to-rosbridge';

const DEFAULT_POLICY = 'openVla';

export const option: INodePropertyOptions = {
	name: 'Act',
	value: 'act',
	action: 'Decide what a robot does next',
	description: 'A picture and an instruction become the next motion of a robot',
};

export const parameters: INodeProperties[] = showFor({ operation: [option.value] }, [
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		noDataExpression: true,
		options: policyOptions,
		default: DEFAULT_POLICY,
		description:
			'The model that looks and decides. Robots are moved well only by a policy that was trained on robots of their kind.',
	},
	{
		displayName: 'Instruction',
		name: 'instruction',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. pick up the red cup',
		hint: 'Nothing moves until you turn the option "Dry Run" off',
		description: 'What the robot is to do, in one short English sentence that begins with a verb',
	},
	...inputParameters('picture of what the robot sees', 'table.jpg'),
	...showFor({ policy: ['local'] }, [localModelField]),
	...showFor({ policy: ['vlm'] }, [providerField, ...hostedModelFields]),
	...robotFields,
	...showFor({ policy: ['openVla', 'local'] }, [
		{
			displayName: 'Unnormalization Key',
			name: 'unnormKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. bridge_orig',
			hint: 'Empty if the policy was trained on one data set only',
			description:
				'Which of the data sets that the policy was trained on is of your kind of robot: it decides how large its motions are. Empty: the only one there is; of several none is guessed, and the error lists them.',
		},
	]),
	...showFor({ policy: ['openVlaOft', 'openPi', 'vlm'] }, [stateField, camerasField]),
]);

/** Decides item by item: each from a picture that is still fresh. */
export async function execute(context: IExecuteFunctions) {
	const run = { memories: recallItems(context), warmed: new Set<string>() };
	return await runItems(context, async (itemRun) => [await act(itemRun, run)]);
}

interface NodeRun {
	/** By item. */
	memories: ItemMemory[];
	/** Names of policies that are loaded. */
	warmed: Set<string>;
}

async function act(itemRun: ItemRun, { memories, warmed }: NodeRun): Promise<INodeExecutionData> {
	const { context, itemIndex } = itemRun;
	const memory = memories[itemIndex];
	throwIfSent(memory);
	const early = rawOptions(context, itemIndex);
	// What is set wrong is told before anybody is asked.
	checkOptions(early);
	const chosen = await openPolicy(itemRun, early);
	checkRobot(chosen.open.space(), early);
	if (!warmed.has(chosen.open.name)) await chosen.open.warm?.();
	warmed.add(chosen.open.name);
	// Read again: an expression may tell the time, and loading takes some.
	const raw = rawOptions(context, itemIndex);
	checkOptions(raw);
	checkRobot(chosen.open.space(), raw);
	const question = await readQuestion(itemRun, chosen, memory.firstSeenMs, raw);
	const asked = await ask(question, raw);
	const decision = await decide(context, question, asked, raw);
	tell(context, decision, question.seen);
	const json = toJson(decision, question, raw);
	// Before anything else that takes time: the guard has looked at the clock.
	const sent = await sendAction(itemRun, decision, memory, raw);
	const item = toItem(itemRun, { ...json, ...sent }, raw);
	return await annotated(itemRun, item, { decision, question }, raw);
}
