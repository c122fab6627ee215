import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { VlaAction } from '../../../nodes/VlaAction/VlaAction.node';
import { POLICIES } from '../../../nodes/VlaAction/policies';

const { description } = new VlaAction();
const { properties } = description;
const find = (name: string, fields = properties): INodeProperties =>
	fields.find((field) => field.name === name)!;
const valuesOf = (field: INodeProperties) =>
	(field.options as INodePropertyOptions[]).map(({ value }) => value).sort();
const options = find('options').options as INodeProperties[];
const namesOf = (fields: INodeProperties[]) => [...new Set(fields.map(({ name }) => name))];

it('keeps the names that saved workflows depend on', () => {
	expect(description.name).toBe('vlaAction');
	expect(namesOf(properties)).toEqual([
		...['operation', 'policy', 'instruction'],
		...['inputSource', 'binaryPropertyName', 'filePath', 'url'],
		...['model', 'provider', 'anthropicModel', 'openAiModel', 'robot', 'unnormKey'],
		...['state', 'cameras', 'options'],
	]);
	expect(namesOf(options).sort()).toEqual([
		...['annotate', 'binarizeGripper', 'cameraView', 'capturedAt', 'centerCrop', 'chunkSteps'],
		...['currentPose', 'device', 'doubleEncoded', 'dryRun', 'dtype', 'frameId', 'gripper'],
		...['gripperMessage', 'gripperTopic', 'handInPicture', 'includeInputFields', 'jointNames'],
		...['jointTopic', 'lookCheck', 'maxJointStep', 'maxRotation', 'maxStep', 'maximumAge'],
		...['minimumInterval', 'motionMessage', 'motionTopic', 'mqttTopic', 'offline', 'onViolation'],
		...['onlyActionTokens', 'outputFormat', 'periodSeconds', 'pictureFit', 'policyGripper'],
		...['rangeMargin', 'robotName', 'rosbridgeAddress', 'timeout', 'tries', 'workspace'],
	]);
});

it('keeps the choices that saved workflows depend on', () => {
	expect(valuesOf(find('operation'))).toEqual(['act']);
	expect(valuesOf(find('policy'))).toEqual(['local', 'openPi', 'openVla', 'openVlaOft', 'vlm']);
	expect(valuesOf(find('outputFormat', options))).toEqual([
		...['action', 'leRobot', 'mqtt', 'rosbridge'],
	]);
	expect(valuesOf(find('onViolation', options))).toEqual(['clip', 'fail', 'hold']);
	expect(find('model').modes!.map(({ name }) => name)).toEqual(['folder', 'hub']);
	const robots = properties.filter(({ name }) => name === 'robot').map(valuesOf);
	expect(robots).toEqual([
		['aloha', 'bridge', 'libero'],
		['aloha', 'droid', 'libero'],
	]);
});

it('moves nothing untouched, and says so where a person or an agent reads it', () => {
	expect(find('dryRun', options).default).toBe(true);
	expect(find('onViolation', options).default).toBe('hold');
	expect(find('lookCheck', options).default).toBe(true);
	expect(find('dryRun', options).description).toMatch(/nothing may move/);
	expect(description.description).toMatch(/Nothing moves until Dry Run is turned off/);
	expect(find('instruction').default).toBe('');
});

it('marks a general model as slow and unproven', () => {
	expect(POLICIES.vlm.option.name).toMatch(/Slow, Unproven/);
	expect(find('policy').default).toBe('openVla');
});

it('asks each policy for its own credential, named from the root', () => {
	const shown = description.credentials!.map(({ name, required, displayOptions }) => [
		...[name, required, displayOptions!.show],
	]);
	expect(shown).toEqual([
		['multimodalPolicyServerApi', true, { '/policy': ['openVla', 'openVlaOft', 'openPi'] }],
		['multimodalAnthropicApi', true, { '/policy': ['vlm'], '/provider': ['anthropic'] }],
		['multimodalOpenAiApi', true, { '/policy': ['vlm'], '/provider': ['openAi'] }],
		['multimodalHuggingFaceApi', false, { '/policy': ['local'], 'model.mode': ['hub'] }],
	]);
});

it('shows what only some policies need for these alone', () => {
	const shownFor = (field: INodeProperties) =>
		field.displayOptions?.show?.policy ?? field.displayOptions?.show?.['/policy'];
	expect(shownFor(find('model'))).toEqual(['local']);
	expect(shownFor(find('state'))).toEqual(['openVlaOft', 'openPi', 'vlm']);
	expect(shownFor(find('unnormKey'))).toEqual(['openVla', 'local']);
	for (const name of ['device', 'dtype', 'offline', 'centerCrop', 'onlyActionTokens'])
		expect(shownFor(find(name, options))).toEqual(['local']);
	expect(shownFor(find('chunkSteps', options))).toEqual(['openVlaOft', 'openPi']);
});
