/** Says its process id, then holds its thread as native code does: no message reaches it. */
exports.run = async (input, { progress }) => {
	progress({ stage: String(process.pid) });
	await new Promise((resolve) => setTimeout(resolve, 20));
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
