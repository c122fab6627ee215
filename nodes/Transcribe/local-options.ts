import type { INodeProperties } from 'n8n-workflow';
import { MAXIMUM_BEAM_SIZE } from '../../lib/limits';
import { deviceOption, dtypeOption, offlineOption } from '../../lib/n8n/engine-options';
import { showFor } from '../../lib/n8n/show-for';
import { operationsOfBoth } from './engine';

const beamSizeOption: INodeProperties = {
	displayName: 'Beam Size',
	name: 'beamSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAXIMUM_BEAM_SIZE, numberPrecision: 0 },
	default: 1,
	description:
		'How many wordings are weighed against each other. 1 is the fastest; 5 finds slightly better wordings and takes several times as long.',
};

const vadOption: INodeProperties = {
	displayName: 'Skip Silence',
	name: 'vad',
	type: 'boolean',
	default: true,
	description:
		'Whether to find the parts with speech first and listen to those only. Faster, and keeps the model from inventing words in silence.',
};

const fields = [deviceOption, offlineOption, dtypeOption, vadOption];

/** How Whisper works on this machine; `readLocalOptions` reads them. */
export const localFields: INodeProperties[] = [
	...showFor({ '/operation': operationsOfBoth, '/engine': ['local'] }, [beamSizeOption, ...fields]),
	...showFor({ '/operation': ['detectLanguage'] }, fields),
];
