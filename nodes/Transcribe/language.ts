import type { ItemRun } from '../../lib/n8n/run-items';

/** The language an item says is spoken, by its ISO code; none where it is to be detected. */
export function readLanguage({ context, itemIndex }: ItemRun): string | undefined {
	const language = String(context.getNodeParameter('language', itemIndex, 'auto')).trim();
	return language === 'auto' || language === '' ? undefined : language.toLowerCase();
}
