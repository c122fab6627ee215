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
	const it = unpriced.length === 1 ? 'it' : 'them';
	const sentence = `No price is known here of ${unpriced.join(', ')}, so the output has no cost for ${it}.`;
	addHint(context, 'info', `${sentence} ${howToPrice(models.length)}`);
}

/** The option holds for all models of a count: with several, one's price would be taken for all. */
const howToPrice = (models: number): string =>
	models === 1
		? 'Type one into the option "Price of a Million Tokens".'
		: 'To have one, count for one model alone and type its price into the option "Price of a Million Tokens".';
