import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import saved from '../../../examples/transcribe.json';
import { Transcribe } from '../../../nodes/Transcribe/Transcribe.node';

const { description } = new Transcribe();
const { properties, credentials } = description;
const options = properties.find(({ name }) => name === 'options')!.options as INodeProperties[];

/** The parameters as n8n makes them of a saved workflow: defaults filled in, hidden ones left out. */
const resolve = (parameters: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(properties, parameters, true, false, null, description)!;

function shownFor(parameters: INodeParameters) {
	const resolved = resolve(parameters);
	const isShown = (field: Parameters<typeof NodeHelpers.displayParameter>[1], values = resolved) =>
		NodeHelpers.displayParameter(values, field, null, description, resolved);
	return {
		fields: properties.filter((field) => isShown(field)).map(({ name }) => name),
		options: options.filter((field) => isShown(field, {})).map(({ name }) => name),
		credentials: credentials!.filter((field) => isShown(field)).map(({ name }) => name),
	};
}

const INPUT = ['inputSource', 'binaryPropertyName'];
const TEXT = ['outputFormats', 'prompt', 'temperature', 'timestamps'];
const LOCAL = ['device', 'dtype', 'offline', 'vad'];
const CALLS = ['requestsAtOnce', 'timeout', 'tries'];
const LISTENING = [...CALLS, 'largestUpload', 'longestUpload', 'speakers'];
const ANSWER = ['audioAs', 'inputPrice', 'maxAnswerTokens', 'outputPrice', 'systemPrompt'];
const CREDENTIAL = ['multimodalOpenAiApi'];

it.each([
	[
		'transcribe',
		'local',
		['engine', 'model', 'language'],
		['channel', ...TEXT, ...LOCAL, 'beamSize'],
		[],
	],
	[
		'translate',
		'local',
		['engine', 'model', 'multilingualNotice', 'language'],
		['channel', ...TEXT, ...LOCAL, 'beamSize'],
		[],
	],
	['detectLanguage', 'local', ['model', 'multilingualNotice'], ['channel', ...LOCAL], []],
	['detectLanguage', 'openAi', ['model', 'multilingualNotice'], ['channel', ...LOCAL], []],
	[
		'transcribe',
		'openAi',
		['engine', 'speechModel', 'language'],
		['channel', ...TEXT, ...LISTENING],
		CREDENTIAL,
	],
	[
		'translate',
		'openAi',
		['engine', 'speechModel'],
		['channel', ...TEXT, ...LISTENING],
		CREDENTIAL,
	],
	['ask', 'local', ['prompt', 'hearingModel', 'answerAsJson'], [...CALLS, ...ANSWER], CREDENTIAL],
	['ask', 'openAi', ['prompt', 'hearingModel', 'answerAsJson'], [...CALLS, ...ANSWER], CREDENTIAL],
])('%s, engine %s: shows what it uses, and nothing else', (operation, engine, ...expected) => {
	const [fields, shownOptions, shownCredentials] = expected;
	const shown = shownFor({ operation, engine });
	expect(shown.fields.toSorted()).toEqual(['operation', ...INPUT, ...fields, 'options'].toSorted());
	expect(shown.options.toSorted()).toEqual(shownOptions.toSorted());
	expect(shown.credentials).toEqual(shownCredentials);
});

it('takes a workflow that was saved before there was an engine to choose', () => {
	const { parameters } = saved.nodes.find(({ name }) => name === 'Transcribe')!;
	expect(resolve(parameters as INodeParameters)).toEqual({ ...parameters, engine: 'local' });
});

it('hears by the model that tells times, and asks the one that hears', () => {
	expect(resolve({ engine: 'openAi' }).speechModel).toMatchObject({ value: 'whisper-1' });
	expect(resolve({ operation: 'ask' })).toMatchObject({
		hearingModel: { value: 'gpt-audio-1.5' },
		prompt: 'Summarize this recording and list the action items.',
	});
});

it('keeps the options of a service through n8n, whichever operation they are for', () => {
	const forText = { largestUpload: 100, speakers: true, tries: 2 };
	expect(resolve({ engine: 'openAi', options: forText }).options).toEqual(forText);
	const forAnswers = { tries: 2, audioAs: 'audio_url', systemPrompt: 'Be brief.' };
	expect(resolve({ operation: 'ask', options: forAnswers }).options).toEqual(forAnswers);
});

it('says how long the default model lives', () => {
	const hosted = properties.find(({ name }) => name === 'speechModel')!;
	expect(hosted.modes!.find(({ name }) => name === 'id')!.hint).toMatch(
		/whisper-1.*2027-02-26.*gpt-transcribe/,
	);
});
