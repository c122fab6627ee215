const os = require('node:os');
const path = require('node:path');

const N8N_VERSION = '2.41.1';

/** Where the n8n of the tests is kept, for every clone of this repository on this machine. */
function n8nFolder() {
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return (
		process.env.MULTIMODAL_N8N_DIR || path.join(cache, 'n8n-nodes-multimodal', `n8n-${N8N_VERSION}`)
	);
}

module.exports = { N8N_VERSION, n8nFolder };
