import type { IExecuteFunctions } from 'n8n-workflow';
import { addHint } from '../../lib/n8n/hints';
import type { Counted } from './count-picture';

/** Says above the output why a model would not take a picture, and of which models no price is known. */
export function hintAtCounts(context: IExecuteFunctions, models: Counted[]): void {
	for (const { title, refusal } of models) {
		if (refusal !== undefined) addHint(context, 'warning', `${title}: ${refusal}`);
	}
	const unpriced = models.filter(({ cost }) => cost === undefined).map(({ title }) => title);
	if (unpriced.length === 0) return;
	addHint(
		context,
		'info',
		`No price is known here of ${unpriced.join(', ')}, so the output has no cost for ${unpriced.length === 1 ? 'it' : 'them'}. Type one into the option "Price of a Million Tokens".`,
	);
}
