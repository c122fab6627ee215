import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { useFolder } from '../../helpers/media';
import { openHarness, recording, runTranscribe, type Harness } from '../../helpers/transcribe';

const folder = useFolder();
const hasGraphicsCard = process.platform === 'win32' || existsSync('/dev/nvidia0');
let harness: Harness;

beforeAll(async () => (harness = await openHarness()));
afterAll(async () => await harness.close());

/** The json of a short recording's item under these parameters. */
async function transcribed(parameters: IDataObject): Promise<IDataObject> {
	const items = [await harness.itemFromFile(recording('hotwords.mp3'))];
	const node = { onError: 'continueRegularOutput' as const };
	const { outputs } = await runTranscribe(harness, items, parameters, { node });
	return outputs[0][0].json;
}

const failure = (code: string, message: RegExp) => ({
	error: expect.stringMatching(message),
	details: expect.objectContaining({ code }),
});

describe('a model that knows English only', () => {
	const ADVICE = 'knows English only.*Choose a model of 99 languages';

	it.each([
		['translate', { operation: 'translate' }, 'ENGLISH_ONLY_TRANSLATE', /cannot translate/],
		['detect', { operation: 'detectLanguage' }, 'ENGLISH_ONLY_DETECT', /cannot detect a language/],
		['hear French', { language: 'fr' }, 'ENGLISH_ONLY_LANGUAGE', /is "fr".*Language to English/],
	])('asked to %s says so, and which model to choose', async (_, parameters, code, message) => {
		const json = await transcribed(parameters);
		expect(json).toEqual(failure(code, message));
		expect(json.error).toMatch(new RegExp(ADVICE));
	});

	it('takes English by name', async () => {
		expect((await transcribed({ language: 'en' })).text).toMatch(/folder again/);
	});
});

describe('a model', () => {
	const byMode = async (mode: string, value: string) =>
		await transcribed({ model: { __rl: true, mode, value } });

	it('that is not in the list: the nearest name is offered', async () => {
		expect(await byMode('list', 'whisper-tyni.en')).toEqual(
			failure('MODEL_NAME_UNKNOWN', /"whisper-tyni.en".*Did you mean "whisper-tiny.en"\?/),
		);
	});

	it('folder that holds something else, nothing, or is not there, says what is missing', async () => {
		const empty = path.join(folder, 'empty');
		mkdirSync(empty);
		const audio = path.dirname(recording('jfk.flac'));
		const missing = /Missing: config.json.*encoder_model.*Found: ([\w.]+, )*jfk.flac.*Choose the/;
		expect(await byMode('folder', audio)).toEqual(failure('MODEL_FILES_MISSING', missing));
		expect(await byMode('folder', empty)).toEqual(failure('MODEL_FILES_MISSING', /Found: nothing/));
		expect(await byMode('folder', path.join(folder, 'none'))).toEqual(
			failure('MODEL_FOLDER_NOT_FOUND', /does not exist.*Check the spelling/),
		);
		expect(await byMode('folder', recording('jfk.flac'))).toEqual(
			failure('MODEL_FOLDER_IS_FILE', /is a file. Choose the folder/),
		);
	});

	it('of the wrong kind says which kind is needed', async () => {
		const voiceActivity = path.join(__dirname, '../../../models/silero-vad');
		expect(await byMode('folder', voiceActivity)).toEqual(
			failure('MODEL_FILES_MISSING', /not a complete whisper model.*silero_vad.onnx/),
		);
	});
});

describe('an option that an expression got wrong', () => {
	it.each([
		['beamSize', '={{ 2.5 }}', /whole number from 1 to 10.*"2.5"/],
		['offline', '={{ "yes" }}', /"Offline" must be one of true, false.*"yes"/],
		['vad', '={{ null }}', /"Skip Silence" must be one of true, false.*"null"/],
	])('%s: is refused, not passed over', async (name, value, message) => {
		const json = await transcribed({ options: { [name]: value } });
		expect(json).toEqual(failure('INVALID_CHOICE', message));
	});

	it('operation: those there are are named', async () => {
		const json = await transcribed({ operation: 'transcript' });
		expect(json).toEqual(failure('INVALID_CHOICE', /one of transcribe, translate, detectLanguage/));
	});
});

describe('a device', () => {
	it('that is absent: those present are named', async () => {
		const device = hasGraphicsCard ? 'coreml' : 'cuda';
		const message = new RegExp(`"${device}" does not work.*These do: cpu, .*wasm. Choose one`);
		expect(await transcribed({ options: { device } })).toEqual(failure('DEVICE_ABSENT', message));
	});

	it('that does not exist: those that do are named', async () => {
		const json = await transcribed({ options: { device: '={{ "gpu" }}' } });
		expect(json).toEqual(failure('INVALID_CHOICE', /one of auto, cpu, cuda.*"gpu"/));
	});

	it('that is absent leaves the others at work', async () => {
		expect((await transcribed({ options: { device: 'cpu' } })).text).toMatch(/folder again/);
	});
});
