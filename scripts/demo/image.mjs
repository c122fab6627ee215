import path from 'node:path';
import sharp from 'sharp';
import { credentialsFromEnvironment } from '../lib/environment-credentials.mjs';
import { printTable } from '../lib/table.mjs';
import { demonstrate, fixture } from './demonstrate.mjs';

const PHOTO = fixture('image/rocket.jpg');
/** As large as a phone takes them. */
const PHONE_PIXELS = { width: 4032, height: 2690 };
const DIAGRAM = fixture('image/clip_diagram.png');
const SERVICE = 'multimodalAnthropicApi';

/** What pictures cost, made smaller, and as a vision model has them; with a key also what one says. */
export async function demonstrateImage(outFolder) {
	const large = path.join(outFolder, 'large.png');
	await sharp(PHOTO)
		.resize({ ...PHONE_PIXELS, fit: 'fill' })
		.png()
		.toFile(large);
	await count(large);
	await prepare(large, outFolder);
	await embed(outFolder);
	await ask();
}

async function count(large) {
	const [{ json }] = await demonstrate('image-count.json', 'by formula', { inputs: [large] });
	printTable(
		json.models.map(({ title, tokens, resizedWidth, resizedHeight, cost }) => ({
			model: title,
			tokens,
			'seen at': `${resizedWidth} x ${resizedHeight}`,
			'US dollars': dollars(cost),
		})),
	);
	process.stdout.write(`... for a picture of ${json.width} x ${json.height} pixels\n`);
}

async function prepare(large, outFolder) {
	const inputs = [large, fixture('image/astronaut.png'), DIAGRAM];
	const items = await demonstrate('image-prepare.json', 'for Claude Opus 4.8', {
		inputs,
		outFolder,
	});
	printTable(
		items.map(({ json, binary }, n) => ({
			file: path.basename(inputs[n]),
			size: `${json.originalWidth} x ${json.originalHeight}`,
			bytes: json.originalBytes,
			tokens: json.tokensBefore,
			becomes: path.basename(binary.data.path),
			'size after': `${json.width} x ${json.height}`,
			'bytes after': json.bytes,
			'tokens after': json.tokens,
		})),
	);
	process.stdout.write('... as many tokens: Claude would have shrunk them itself, once sent\n');
}

async function embed(outFolder) {
	const [{ json, binary }] = await demonstrate('image-embed.json', 'a toy CLIP', {
		inputs: [fixture('image/shapes/red-square.png')],
		outFolder,
		modelFolder: fixture('models/clip-shapes'),
	});
	const { tokens, grid, dimensions } = json;
	process.stdout.write(
		`${tokens} tokens (${grid.columns} x ${grid.rows}) of ${dimensions} numbers: ${path.basename(binary.npy.path)}, and over the picture: ${path.basename(binary.tokenGrid.path)}\n`,
	);
}

async function ask() {
	if (!(SERVICE in credentialsFromEnvironment())) {
		process.stdout.write(
			'\nexamples/image-ask-chart.json sends a picture to a service: set ANTHROPIC_API_KEY to see an answer.\n',
		);
		return;
	}
	const [{ json }] = await demonstrate('image-ask-chart.json', 'Claude Opus 4.8', {
		inputs: [DIAGRAM],
		where: "on Anthropic's machines",
	});
	const { inputTokens, outputTokens, cost } = json.usage;
	const row = { inputTokens, outputTokens, 'US dollars': dollars(cost), text: json.text };
	printTable([row], { lastWidth: 80 });
}

const dollars = (cost) => cost?.toFixed(4) ?? 'not known';
