import { takesUnnamedProperties } from './open-objects';
import type { JsonSchema } from './types';

/** The schema in the dialect that Anthropic enforces; undefined where it cannot be said in it. What it leaves out, the check of the answer holds. */
export async function anthropicSchema(schema: JsonSchema): Promise<JsonSchema | undefined> {
	const whole = withDefs(schema);
	if (takesUnnamedProperties(whole)) return undefined;
	const { transformJSONSchema } = await import('@anthropic-ai/sdk/lib/transform-json-schema');
	try {
		return transformJSONSchema(whole as never) as unknown as JsonSchema;
	} catch {
		return undefined;
	}
}

/** Draft 7 keeps under `definitions` what 2020-12 keeps under `$defs`. */
function withDefs({ definitions, ...schema }: JsonSchema): JsonSchema {
	if (definitions === undefined) return schema;
	const moved = { ...schema, $defs: { ...definitions, ...(schema.$defs as object | undefined) } };
	return JSON.parse(
		JSON.stringify(moved).replaceAll('"$ref":"#/definitions/', '"$ref":"#/$defs/'),
	) as JsonSchema;
}
