const { statSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** Leaves a file in its private folder and tells the folder and its mode. */
exports.run = async ({ hang }, { temporaryFolder, progress }) => {
	writeFileSync(path.join(temporaryFolder, 'samples.raw'), 'samples');
	progress({ stage: temporaryFolder });
	if (hang) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
	return { temporaryFolder, mode: statSync(temporaryFolder).mode & 0o777 };
};
