/** What an incomplete model folder or repository looks like, and what to take instead. */
export function foreignFormatHint(paths: string[], kind: string): string {
	const has = (sign: RegExp) => paths.some((path) => sign.test(path));
	const found =
		OTHER_KINDS.find((one) => one.kind === kind && has(one.has) && !has(one.lacks)) ??
		FORMATS.find(({ sign }) => has(sign));
	return (
		found?.hint ?? 'Choose the folder or repository that holds config.json and the folder onnx.'
	);
}

const USE_ONNX =
	'Choose its ONNX conversion instead: onnx-community on Hugging Face has one of most models.';

/** Models with which this kind is easily confused. */
const OTHER_KINDS = [
	{
		kind: 'clip',
		has: /^(tokenizer\.json|onnx\/model.*\.onnx|onnx\/text_model.*\.onnx)$/,
		lacks: /^(preprocessor_config\.json|onnx\/vision_model.*\.onnx)$/,
		hint: 'It looks like a model for text alone; a model that knows both pictures and text is needed, for example Xenova/clip-vit-base-patch32.',
	},
	{
		kind: 'clip',
		has: /^preprocessor_config\.json$/,
		lacks: /^(tokenizer\.json|vocab\..*|merges\.txt|.*\.model|onnx\/text_model.*\.onnx)$/,
		hint: 'It looks like a model for pictures or sound alone; a model that knows both pictures and text is needed, for example Xenova/clip-vit-base-patch32.',
	},
];

const FORMATS = [
	{
		sign: /^(snapshots|blobs|refs)\/$/,
		hint: 'This is a folder of the Hugging Face cache: choose the folder below its snapshots folder.',
	},
	{
		sign: /^vocabulary\.(txt|json)$/,
		hint: `It looks like a CTranslate2 model (faster-whisper). ${USE_ONNX}`,
	},
	{
		sign: /(^ggml.*\.bin|\.gguf)$/,
		hint: `It looks like a model for whisper.cpp or llama.cpp. ${USE_ONNX}`,
	},
	{
		sign: /(\.safetensors|\.pt|\.pth|pytorch_model.*\.bin)$/,
		hint: `It looks like a PyTorch model. ${USE_ONNX}`,
	},
	{
		sign: /\.onnx$/,
		hint: 'Its ONNX files are of another kind of model or of another layout; take a repository made for transformers.js.',
	},
];
