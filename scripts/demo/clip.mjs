import { readdirSync } from 'node:fs';
import path from 'node:path';
import { printTable } from '../lib/table.mjs';
import { demonstrate, fixture } from './demonstrate.mjs';

const MODEL = 'a toy CLIP that knows colours and shapes';
const modelFolder = fixture('models/clip-shapes');
const pictures = readdirSync(fixture('image/shapes')).map((name) => fixture('image/shapes', name));

/** Drawn pictures named, and found by a sentence. */
export async function demonstrateClip(outFolder) {
	await classify();
	await search(outFolder);
}

async function classify() {
	const items = await demonstrate('clip-classify.json', MODEL, { inputs: pictures, modelFolder });
	printTable(
		items.slice(0, 8).map(({ json: { fileName, label, score } }) => ({
			file: fileName,
			label,
			score: score.toFixed(2),
		})),
	);
	const right = items.filter(
		({ json }) => json.label === path.parse(json.fileName).name.replace('-', ' '),
	);
	process.stdout.write(
		`... ${right.length} of ${items.length} right among 88 pairs of colour and shape; its PyTorch original gets as many\n`,
	);
}

async function search(outFolder) {
	const options = { inputs: pictures, outFolder, modelFolder };
	const items = await demonstrate('clip-search.json', MODEL, options);
	printTable(
		items.slice(0, 4).map(({ json: { rank, similarity, fileName } }) => ({
			rank,
			similarity: similarity.toFixed(3),
			file: fileName,
		})),
	);
	const sheet = items[0].binary.contactSheet;
	process.stdout.write(
		`... all ${items.length} results as one picture: ${path.basename(sheet.path)}\n`,
	);
}
