const { setTimeout: sleep } = require('node:timers/promises');

/** Says its process id, then waits; stops when it is asked to, and says so on its way out. */
exports.run = async ({ waitMs }, { signal, progress }) => {
	progress({ stage: String(process.pid) });
	await sleep(waitMs, undefined, { signal }).catch(() => {
		throw signal.reason;
	});
	return process.pid;
};
