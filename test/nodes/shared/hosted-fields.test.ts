import { NodeHelpers, type INodeParameters, type INodeType } from 'n8n-workflow';
import { ImageToTokens } from '../../../nodes/ImageToTokens/ImageToTokens.node';
import { SampleVideo } from '../../../nodes/SampleVideo/SampleVideo.node';
import { Transcribe } from '../../../nodes/Transcribe/Transcribe.node';

const chosen = { __rl: true, mode: 'id', value: 'chosen-for-the-other' };

/** As n8n keeps the parameters when one is changed: by name, those that are shown. */
const resolve = ({ description }: INodeType, parameters: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		null,
		description,
	)!;

it.each([new ImageToTokens(), new SampleVideo()])(
	'no model chosen for one service goes to another (%#)',
	(node) => {
		const before = resolve(node, {
			operation: 'ask',
			provider: 'anthropic',
			anthropicModel: chosen,
		});
		expect(before.anthropicModel).toEqual(chosen);
		const after = resolve(node, { ...before, provider: 'openAi' });
		expect(after.openAiModel).toMatchObject({ value: 'gpt-5.6-sol' });
		expect(JSON.stringify(after)).not.toContain(chosen.value);
	},
);

it('no model chosen to write down is asked to hear', () => {
	const node = new Transcribe();
	const before = resolve(node, { engine: 'openAi', speechModel: chosen });
	expect(before.speechModel).toEqual(chosen);
	const after = resolve(node, { ...before, operation: 'ask' });
	expect(after.hearingModel).toMatchObject({ value: 'gpt-audio-1.5' });
	expect(JSON.stringify(after)).not.toContain(chosen.value);
});
