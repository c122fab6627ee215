import type { ErrorObject, ValidateFunction } from 'ajv';
import { MAXIMUM_QUOTED_CHARACTERS } from '../limits';
import { hostedInputError, serviceError } from './errors';
import { shorten } from './shorten';
import type { Answer, JsonSchema } from './types';

/** Turns a model's text into data of a schema's shape; other text is a coded error that shows the place. */
export type AnswerReader = (answer: Answer) => unknown;

/** Checks with the rules of the draft that `$schema` names (7, else 2020-12); formats are not checked. A schema that is none is a coded error. */
export async function openAnswerReader(schema: JsonSchema): Promise<AnswerReader> {
	const validate = await compile(schema);
	return (answer) => {
		const data = parse(answer);
		if (!validate(data)) throw offSchema(answer, validate.errors ?? []);
		return data;
	};
}

async function compile(schema: JsonSchema): Promise<ValidateFunction> {
	const options = {
		strict: false,
		validateFormats: false,
		logger: false,
		addUsedSchema: false,
	} as const;
	const isDraft7 = /draft-0[67]/.test(String(schema.$schema));
	try {
		if (schema.$async) throw new Error('its "$async" is not known here');
		if (isDraft7) {
			const { Ajv } = await import('ajv');
			return new Ajv(options).compile(schema);
		}
		const { Ajv2020 } = await import('ajv/dist/2020.js');
		return new Ajv2020(options).compile(schema);
	} catch (error) {
		throw hostedInputError('SCHEMA_INVALID', { reason: (error as Error).message }, error);
	}
}

/** Models like to put JSON between fences of Markdown. */
function parse(answer: Answer): unknown {
	const text = answer.text.trim();
	const [, fenced] = /^```(?:json)?\s*\n?([\s\S]*?)\n?\s*```$/i.exec(text) ?? [];
	try {
		return JSON.parse(fenced ?? text);
	} catch (error) {
		const reason = text === '' ? 'it is empty' : (error as Error).message.split(/, ?"|\n/)[0];
		throw serviceError('ANSWER_NOT_JSON', { ...told(answer), reason });
	}
}

function offSchema(answer: Answer, [first]: ErrorObject[]): Error {
	const place = first?.instancePath || 'its beginning';
	const reason = [first?.message ?? 'is another', allowed(first)].filter(Boolean).join(' ');
	return serviceError('ANSWER_OFF_SCHEMA', { ...told(answer), place, reason });
}

/** Some rules do not name in words what they allow. */
function allowed(error: ErrorObject | undefined): string | undefined {
	const { allowedValues, allowedValue, additionalProperty } = (error?.params ?? {}) as Record<
		string,
		unknown
	>;
	if (additionalProperty !== undefined) return `(here "${String(additionalProperty)}")`;
	const values = allowedValues ?? allowedValue;
	return values === undefined ? undefined : `(${JSON.stringify(values)})`;
}

function told({ text, model, usage, requestId }: Answer) {
	const start = JSON.stringify(shorten(text, MAXIMUM_QUOTED_CHARACTERS));
	return { start, model, usage, requestId };
}
