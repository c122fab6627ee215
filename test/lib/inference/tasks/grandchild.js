const { spawn } = require('node:child_process');

/** Starts a process as ffmpeg would be started, tells its id, then behaves as asked. */
exports.run = async ({ then }, { progress }) => {
	const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	progress({ stage: String(grandchild.pid) });
	if (then === 'die') process.kill(process.pid, 'SIGSEGV');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
