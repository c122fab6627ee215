import type { INodeProperties } from 'n8n-workflow';
import type { ItemRun } from '../../lib/n8n/run-items';
import { languageOptions } from './languages';

/** Which language is spoken; `readLanguage` reads it. */
export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [{ name: 'Detect Automatically', value: 'auto' }, ...languageOptions],
	default: 'auto',
	description:
		'The language spoken in the recording. Naming it saves a little time and prevents wrong guesses.',
};

/** The language an item says is spoken, by its ISO code; none where it is to be detected. */
export function readLanguage({ context, itemIndex }: ItemRun): string | undefined {
	const language = String(context.getNodeParameter('language', itemIndex, 'auto')).trim();
	return language === 'auto' || language === '' ? undefined : language.toLowerCase();
}
