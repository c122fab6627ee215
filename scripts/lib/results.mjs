import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The last node's items as plain data; their files go into the folder, if one is given. */
export async function describeItems(engine, items, outFolder) {
	if (outFolder !== undefined) mkdirSync(outFolder, { recursive: true });
	const taken = new Set();
	const described = [];
	for (const { json, binary = {} } of items) {
		const files = {};
		for (const [field, data] of Object.entries(binary)) {
			files[field] = await describeFile(engine, data, field, outFolder, taken);
		}
		described.push({ json, binary: files });
	}
	return described;
}

/** The error that ended a workflow, as a person needs it. */
export function describeError({ message, description, node, context, type }) {
	return {
		message,
		...(description && { description: withoutHtml(description) }),
		...(node?.name && { node: node.name }),
		...(context?.itemIndex !== undefined && { itemIndex: context.itemIndex }),
		...(type && { code: type }),
	};
}

/** The editor shows a description as HTML. */
const withoutHtml = (description) =>
	description
		.replaceAll('<br>', '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]);

async function describeFile(engine, data, field, outFolder, taken) {
	const { fileName = field, mimeType } = data;
	const contents = await engine.readBinary(data);
	const described = { fileName, mimeType, bytes: contents.length };
	if (outFolder === undefined) return described;
	const target = path.join(outFolder, freeName(path.basename(fileName), taken));
	writeFileSync(target, contents);
	return { ...described, path: path.resolve(target) };
}

/** Two items may name their files alike: `jfk.srt`, `jfk-2.srt`. */
function freeName(fileName, taken) {
	const { name, ext } = path.parse(fileName);
	let candidate = fileName;
	for (let count = 2; taken.has(candidate); count++) candidate = `${name}-${count}${ext}`;
	taken.add(candidate);
	return candidate;
}
