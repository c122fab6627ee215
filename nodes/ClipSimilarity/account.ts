import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ClipJob } from '../../lib/clip/types';
import { addHint } from '../../lib/n8n/hints';
import { sharesOf } from '../../lib/n8n/shares';
import type { Account } from './things';

const ASSUMED =
	'The files of this model do not say how its likeness becomes a score, so a usual value was taken. The order of the results is right; the scores only compare with one another. If you know the value, give it in the option "Confidence Sharpness".';

/** What the results of one go have in common, as fields of each item; the parts of a usage add up to the whole. */
export function accountFields(
	job: ClipJob,
	accounts: Account[],
	count: number,
): (place: number) => IDataObject {
	const { device, backend, threads } = accounts[0].backend;
	const partOf = (key: keyof Account & `${string}${'Ms' | 'Images' | 'Texts' | 'Tokens'}`) => {
		const whole = accounts.reduce((sum, account) => sum + account[key], 0);
		return sharesOf(whole, count);
	};
	const embeddedImages = partOf('embeddedImages');
	const embeddedTexts = partOf('embeddedTexts');
	const textTokens = partOf('textTokens');
	const durationMs = partOf('durationMs');
	return (place) => ({
		usage: {
			embeddedImages: embeddedImages(place),
			embeddedTexts: embeddedTexts(place),
			textTokens: textTokens(place),
			durationMs: durationMs(place),
			device,
			backend,
			threads,
		},
		engine: 'local',
		model: job.model.name,
	});
}

/** Shows above the output what a person should know of these results. */
export function showWarnings(context: IExecuteFunctions, accounts: Account[]): void {
	for (const warning of accounts.flatMap(({ warnings }) => warnings)) {
		addHint(context, 'warning', warning);
	}
}

/** For results that hold scores or probabilities. */
export function showAssumedCalibration(context: IExecuteFunctions, accounts: Account[]): void {
	if (accounts.some(({ calibration }) => calibration?.source === 'assumed')) {
		addHint(context, 'warning', ASSUMED);
	}
}
