const { TestEnvironment } = require('jest-environment-node');

const ARRAYS = { Float32Array, Uint16Array, BigInt64Array, Uint8Array };

/** Jest gives each test file arrays of its own; those of onnxruntime must be the same ones. */
module.exports = class OnnxEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		Object.assign(this.global, ARRAYS);
	}
};
