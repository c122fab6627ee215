/** transformers.js as its users write it, on the same ONNX file. Arguments: its folder, model folder, dtype, pictures a batch, threads. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [folder, modelFolder, dtype, batch, threads] = process.argv.slice(2);
const require = createRequire(path.join(folder, 'package.json'));
const { AutoProcessor, CLIPVisionModelWithProjection, RawImage, env } = await import(
	pathToFileURL(require.resolve('@huggingface/transformers'))
);
env.allowRemoteModels = false;
env.localModelPath = path.dirname(modelFolder);
const name = path.basename(modelFolder);
const processor = await AutoProcessor.from_pretrained(name);
const model = await CLIPVisionModelWithProjection.from_pretrained(name, {
	dtype,
	session_options: { intraOpNumThreads: Number(threads), logSeverityLevel: 3 },
});
say({ ready: true });

for await (const list of createInterface({ input: process.stdin })) {
	const files = JSON.parse(readFileSync(list, 'utf8'));
	const vectors = [];
	for (let i = 0; i < files.length; i += Number(batch)) {
		const images = await Promise.all(
			files.slice(i, i + Number(batch)).map((file) => RawImage.read(file)),
		);
		const { image_embeds: embeds } = await model(await processor(images));
		for (const { data } of embeds.normalize(2, -1)) vectors.push(base64(data));
	}
	say({ vectors });
}

function base64({ buffer, byteOffset, byteLength }) {
	return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function say(value) {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
