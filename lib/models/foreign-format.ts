/** What an incomplete model folder or repository looks like, and what to take instead. */
export function foreignFormatHint(paths: string[]): string {
	const found = FORMATS.find(({ sign }) => paths.some((path) => sign.test(path)));
	return (
		found?.hint ?? 'Choose the folder or repository that holds config.json and the folder onnx.'
	);
}

const USE_ONNX =
	'Choose its ONNX conversion instead: onnx-community on Hugging Face has one of most models.';

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
