/** Where examples/vla-loop.json looks for the simulation. */
const EXAMPLE_PORT = 8765;
const EXAMPLE_ADDRESS = `http://127.0.0.1:${EXAMPLE_PORT}`;

module.exports = { EXAMPLE_ADDRESS, EXAMPLE_PORT };
