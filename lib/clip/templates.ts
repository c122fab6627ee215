import { MAXIMUM_LABEL_TEXTS } from '../limits';
import { withArticles } from './article';
import { labelError } from './label-errors';
import type { LabelSet } from './types';

/** A label set that can be worked with: trimmed, without repeats. Throws a coded error where nothing is left. */
export function checkLabelSet({ labels, templates }: LabelSet): LabelSet {
	const set = { labels: tidy(labels), templates: tidy(templates) };
	if (set.labels.length === 0) throw labelError('LABELS_EMPTY', {});
	if (set.templates.length === 0) throw labelError('TEMPLATES_EMPTY', {});
	for (const template of set.templates) {
		if (!template.includes('{label}')) throw labelError('TEMPLATE_WITHOUT_LABEL', { template });
	}
	if (set.labels.length * set.templates.length > MAXIMUM_LABEL_TEXTS) {
		const { length } = set.templates;
		throw labelError('LABELS_TOO_MANY', { labels: set.labels.length, templates: length });
	}
	return set;
}

/** The text that a model reads: `{label}` is the label, `{a}` becomes "a" or "an" before the next word. */
export function fillTemplate(template: string, label: string): string {
	return withArticles(template.split('{a}').map((part) => part.replaceAll('{label}', () => label)));
}

function tidy(lines: string[]): string[] {
	return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
}
