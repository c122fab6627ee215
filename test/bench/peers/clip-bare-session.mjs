/** The model alone, on tensors made before the clock starts. Arguments: model folder, ONNX file, batch sizes with commas, lists of pictures. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const lib = (file) => require(path.resolve(import.meta.dirname, '../../../dist/lib', file));
const { chooseBackend } = lib('inference/backends/choose.js');
const { decodeImage } = lib('media/image/decode.js');
const { preprocess } = lib('media/image/processor.js');
const { readImageProcessor } = lib('media/image/processor-config.js');

const [folder, file, batches, ...lists] = process.argv.slice(2);
const backend = await chooseBackend('cpu');
const session = await backend.createSession(file);
const prepared = new Map();
for (const list of lists) prepared.set(list, await prepare(list));
say({ ready: true });

for await (const list of createInterface({ input: process.stdin })) {
	const byBatch = {};
	let vectors;
	for (const batch of batches.split(',').map(Number)) {
		const tensors = joinTensors(prepared.get(list), batch);
		const startedMs = performance.now();
		const rows = [];
		for (const tensor of tensors) {
			const { image_embeds: embeds } = await session.run({ pixel_values: tensor }, [
				'image_embeds',
			]);
			rows.push(embeds);
		}
		byBatch[batch] = (performance.now() - startedMs) / 1000;
		vectors ??= rows.flatMap(unitRows);
	}
	say({ byBatch, vectors });
}

async function prepare(list) {
	const processor = await readImageProcessor(folder);
	const pictures = [];
	for (const picture of JSON.parse(readFileSync(list, 'utf8')))
		pictures.push(preprocess(await decodeImage(picture, { transparency: 'white' }), processor));
	return pictures;
}

function joinTensors(pictures, batch) {
	const { width, height } = pictures[0].size;
	const one = 3 * height * width;
	const tensors = [];
	for (let i = 0; i < pictures.length; i += batch) {
		const some = pictures.slice(i, i + batch);
		const data = new Float32Array(some.length * one);
		some.forEach(({ pixels }, j) => data.set(pixels, j * one));
		tensors.push(new backend.Tensor('float32', data, [some.length, 3, height, width]));
	}
	return tensors;
}

function unitRows({ data, dims: [rows, width] }) {
	return Array.from({ length: rows }, (_, i) => {
		const row = data.slice(i * width, (i + 1) * width);
		const length = Math.hypot(...row);
		return Buffer.from(row.map((value) => value / length).buffer).toString('base64');
	});
}

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
