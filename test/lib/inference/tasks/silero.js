/** One window of a sine through the voice activity model. */
exports.run = async ({ model }, { backend, keep }) => {
	const session = await keep(model, () => backend.createSession(model));
	const { Tensor } = backend;
	const samples = Float32Array.from({ length: 576 }, (_, i) => Math.sin(i / 9));
	const state = () => new Tensor('float32', new Float32Array(128), [1, 1, 128]);
	const input = new Tensor('float32', samples, [1, 576]);
	const { speech_probs: probability } = await session.run({ input, h: state(), c: state() });
	return probability.data[0];
};
