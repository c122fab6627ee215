/** Keeps `bytes` more bytes for good; answers its process id. */
exports.run = async ({ bytes }, { keep }) => {
	if (bytes > 0) await keep(String(Math.random()), async () => Buffer.alloc(bytes, 1));
	return process.pid;
};
