import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { n8n } from '../../package.json';
import { packageRoot } from '../../lib/package-root';

const load = createRequire(__filename);

const nodes = n8n.nodes.map((file) => {
	const className = path.basename(file, '.node.js');
	const built = path.join(packageRoot, file);
	const loaded = load(built) as Record<string, new () => INodeType>;
	const { description } = new loaded[className]();
	return {
		className,
		built,
		description,
		isRoot: !description.outputs.includes('ai_embedding' as never),
	};
});
const root = nodes.filter(({ isRoot }) => isRoot);

/** Loads the node as n8n does at its start, in a bare process, and tells what came with it. */
const SCRIPT = `
	const before = new Set(process.report.getReport().sharedObjects);
	const [file, className] = process.argv.slice(1);
	new (require(file)[className])();
	const libraries = process.report.getReport().sharedObjects.filter((file) => !before.has(file));
	const heavy = /node_modules.(onnxruntime|sharp|@huggingface|fluent-ffmpeg|openai|@anthropic-ai|ajv|ws\\b)/;
	const packages = Object.keys(require.cache).filter((file) => heavy.test(file));
	process.stdout.write(JSON.stringify({ libraries, packages }));
`;

/** All fields, those of collections too. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((field) => [field, ...fieldsOf(childrenOf(field))]);
}

const childrenOf = ({ type, options = [] }: INodeProperties) =>
	type === 'collection' ? (options as INodeProperties[]) : [];

it.each(nodes)(
	'$className opens no native library, no runtime and no client when n8n loads it',
	({ built, className }) => {
		const argv = ['-e', SCRIPT, built, className];
		const output = execFileSync(process.execPath, argv, { encoding: 'utf8' });
		expect(JSON.parse(output)).toEqual({ libraries: [], packages: [] });
	},
);

describe.each(nodes)('the fields of $className', ({ description: { properties } }) => {
	const fields = fieldsOf(properties).filter(({ type }) => type !== 'notice' && type !== 'hidden');

	it.each(fields)('$name is described, without the words of the trade', (field) => {
		expect((field.description ?? '').length).toBeGreaterThan(15);
		expect(JSON.stringify(field)).not.toMatch(/tensor|logits?\b|softmax|sigmoid|cosine|\bpts\b/i);
	});

	it('lists the options by name', () => {
		const options = properties.filter(({ name }) => name === 'options').flatMap(childrenOf);
		const names = options.map(({ displayName }) => displayName);
		expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
	});
});

it.each(nodes)('$className has its icons and a codex file beside it', ({ built, description }) => {
	const { light, dark } = description.icon as { light: string; dark: string };
	for (const icon of [light, dark]) {
		expect(existsSync(path.join(path.dirname(built), icon.replace('file:', '')))).toBe(true);
	}
	const codex = JSON.parse(readFileSync(built.replace(/\.js$/, '.json'), 'utf8'));
	expect(codex.node).toBe(`n8n-nodes-multimodal.${description.name}`);
	expect(codex.categories).toContain('AI');
});

it.each(nodes)('$className shows each of its fields in the editor', ({ description }) => {
	// n8n's editor looks for the field that chooses the credential: one that the conditions of the
	// credentials name, with all its choices. It hides that field and those it depends on.
	const { credentials = [], properties } = description;
	const conditions = credentials.flatMap((each) => Object.entries(each.displayOptions?.show ?? {}));
	const leadsToCredential = ({ name, options = [] }: INodeProperties) => {
		const values = conditions.filter(([field]) => field === name).flatMap(([, found]) => found);
		const choices = (options as INodePropertyOptions[]).map(({ value }) => value);
		return choices.length > 0 && choices.every((choice) => values?.includes(choice));
	};
	expect(properties.filter(leadsToCredential).map(({ name }) => name)).toEqual([]);
});

describe.each(root)('$className', ({ built, description }) => {
	const { properties } = description;

	it('is a tool for AI agents, and in the palette', () => {
		expect(description.usableAsTool).toBe(true);
		// The palette hides nodes of the category AI that are not among its "Root Nodes".
		const codex = JSON.parse(readFileSync(built.replace(/\.js$/, '.json'), 'utf8'));
		expect(codex.subcategories.AI).toContain('Root Nodes');
	});

	it('asks a tool for addresses: an agent hands over no files', () => {
		const forTools = properties.filter(
			({ displayOptions }) => displayOptions?.show?.['@tool']?.[0] === true,
		);
		expect(forTools.map(({ name }) => name)).toContain('inputSource');
		for (const { options } of forTools) {
			const values = (options as INodePropertyOptions[]).map(({ value }) => value);
			expect(values.toSorted()).toEqual(['path', 'url']);
		}
	});
});
