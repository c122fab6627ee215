import { nearest } from '../models/nearest';
import { tokenInputError } from './errors';
import groups from './models.json';
import type { TokenModel } from './types';

/** Models of one formula with the same numbers, as the data file writes them down once. */
interface ModelGroup extends Pick<TokenModel, 'family' | 'date' | 'source'> {
	parameters: object;
	models: Array<
		Pick<TokenModel, 'name' | 'title' | 'price' | 'alsoCalled'> & {
			/** Where it says less of this model than of the others. */
			source?: string;
			parameters?: object;
		}
	>;
}

const MODELS = (groups satisfies ModelGroup[] as ModelGroup[]).flatMap(expand);
const EXAMPLES = ['claude-opus-4-8', 'gpt-5.6-sol', 'gemini-3.8-flash', 'qwen3-vl'];

/** Every model whose way of counting is known, in the order of a list. */
export function listTokenModels(): TokenModel[] {
	return structuredClone(MODELS);
}

/** The model of this name: also with its maker before a slash, or with a date behind; an unknown one is an error. */
export function findTokenModel(name: string): TokenModel {
	return structuredClone(lookUp(name));
}

/** The same, not to be changed: budgets count thousands of sizes. */
export function lookUp(name: string): Readonly<TokenModel> {
	const found = findByName(name);
	if (found) return found;
	throw tokenInputError('TOKEN_MODEL_UNKNOWN', {
		name,
		nearest: nearestModel(withoutMaker(plain(name))),
		known: EXAMPLES,
	});
}

/** The same; undefined for an unknown name, and for none. */
export function findByName(name: string | undefined): Readonly<TokenModel> | undefined {
	if (name === undefined) return undefined;
	const wanted = plain(name);
	const names = [wanted, withoutMaker(wanted)].flatMap((each) => [each, withoutDate(each)]);
	return MODELS.find((model) => names.some((each) => isCalled(model, each)));
}

/** Whether a name is of Claude, be it one too new for the table. */
export function isClaude(name: string | undefined): boolean {
	const known = findByName(name);
	return known ? known.family === 'claude' : /claude/i.test(name ?? '');
}

function plain(name: string): string {
	return name.trim().toLowerCase();
}

function expand({ models, ...shared }: ModelGroup): TokenModel[] {
	return models.map((model) => ({
		...shared,
		...model,
		parameters: { ...shared.parameters, ...model.parameters },
	}));
}

/** `anthropic/claude-opus-5`, `Qwen/Qwen2.5-VL-7B-Instruct`, `models/gemini-2.5-pro`. */
function withoutMaker(name: string): string {
	return name.slice(name.lastIndexOf('/') + 1);
}

/** Dated versions of a hosted model count as the model does. */
function withoutDate(name: string): string {
	return name.replace(/-(20\d{6}|20\d\d-\d\d-\d\d)$/, '');
}

function isCalled({ name, alsoCalled = [] }: TokenModel, wanted: string): boolean {
	return [name, ...alsoCalled].some((each) =>
		each.endsWith('*') ? wanted.startsWith(each.slice(0, -1)) : wanted === each,
	);
}

/** One that the name begins with, as `internvl3_5-8b` does with `internvl3`, or else one spelt alike. */
function nearestModel(wanted: string): string | undefined {
	const known = MODELS.map(({ name }) => name);
	const [longest] = known
		.filter((each) => wanted.startsWith(each))
		.sort((a, b) => b.length - a.length);
	return longest ?? nearest(wanted, known);
}
