/** Runs a model of one input x: its answer is x plus the model's weights. */
exports.run = async ({ model, x }, { backend }) => {
	const session = await backend.createSession(model);
	const { y } = await session.run({ x: new backend.Tensor('float32', [x], [1]) });
	return y.data[0];
};
