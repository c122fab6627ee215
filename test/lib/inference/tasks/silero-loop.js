const { run: runOnce } = require('./silero');

/** Runs the model until it is asked to stop, as a decoding loop does. */
exports.run = async (input, context) => {
	context.progress({ stage: String(process.pid) });
	while (!context.signal.aborted) await runOnce(input, context);
	throw context.signal.reason;
};
