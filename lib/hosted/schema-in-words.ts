import type { Question } from './types';

/** The system prompt of a question to a model that takes no schema: it says what the schema would have enforced. */
export function systemWithSchema({ system, schema }: Question): string {
	const order = `Answer with JSON only: no explanation, no Markdown. The JSON must fit this JSON Schema:\n${JSON.stringify(schema)}`;
	return system ? `${system}\n\n${order}` : order;
}
