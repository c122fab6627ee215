type Schema = Record<string, unknown>;

/** The smallest value that a simple JSON Schema allows: what a model that follows it would answer at least. */
export function sampleOf(schema: Schema, root = schema): unknown {
	if (typeof schema.$ref === 'string') return sampleOf(resolve(schema.$ref, root), root);
	if (schema.const !== undefined) return schema.const;
	if (Array.isArray(schema.enum)) return schema.enum[0];
	for (const choice of [schema.anyOf, schema.oneOf, schema.allOf]) {
		if (Array.isArray(choice)) return sampleOf(choice[0] as Schema, root);
	}
	const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
	if (type === 'object') return sampleObject(schema, root);
	if (type === 'array') return sampleArray(schema, root);
	if (type === 'number' || type === 'integer') return schema.minimum ?? 0;
	if (type === 'boolean') return false;
	return type === 'null' ? null : '-'.repeat(Number(schema.minLength ?? 1));
}

function sampleObject({ properties = {} }: Schema, root: Schema): unknown {
	const entries = Object.entries(properties as Record<string, Schema>);
	return Object.fromEntries(entries.map(([name, part]) => [name, sampleOf(part, root)]));
}

function sampleArray({ items, minItems = 0 }: Schema, root: Schema): unknown {
	return Array.from({ length: Number(minItems) }, () => sampleOf((items ?? {}) as Schema, root));
}

function resolve(reference: string, root: Schema): Schema {
	const path = reference.replace(/^#\//, '').split('/');
	return path.reduce((part, name) => part[name] as Schema, root);
}
