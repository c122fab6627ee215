import { defineErrors } from '../../lib/errors';

/** What stands in the way of asking a hosted model. */
export const hostedInputErrors = defineErrors('input', {
	CREDENTIAL_MISSING: ({ title }: { title: string }) =>
		`This node needs to know how to reach the model's service, but no credential is chosen. Open the node and choose a credential of the kind "${title}" at the top, or create one there.`,
	HOSTED_MODEL_MISSING: ({ found, example }: { found: string; example: string }) =>
		`"Model" must be the name of a model as its service writes it, for example ${example}, but it is ${found}. Type a name, or choose "From List".`,
	SCHEMA_UNREADABLE: ({ reason }: { reason: string }) =>
		`"JSON Schema" must describe an object in JSON, but it does not (${reason}). Begin with the example that is there when the option is turned on, and change its properties.`,
});
