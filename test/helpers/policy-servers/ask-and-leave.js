/** Asks an openpi server once, says so, and ends nothing: the process has to end by itself. */
const { keptConnection } = require('../../../dist/lib/hosted/policy-servers/open-pi-keeper');

const server = {
	baseUrl: process.argv[2],
	passage: async () => ({}),
	timeoutMs: 5000,
	maximumRetries: 0,
};
keptConnection(server)
	.ask(server, { message: { step: 1 } })
	.then(() => process.stdout.write('answered'));
