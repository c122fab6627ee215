/**
 * The package in a real n8n: packed, installed by n8n's own installer, run from n8n's command line
 * and over HTTP. Everything listens on the loopback interface and goes away at the end.
 *   npm run test:n8n
 * n8n itself is kept in the user's cache folder, or in MULTIMODAL_N8N_DIR.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createChecks } from './lib/checks.mjs';
import { countCheck } from './lib/count-check.mjs';
import { executeCheck } from './lib/execute-check.mjs';
import { guardCheck } from './lib/guard-check.mjs';
import { hostedCheck } from './lib/hosted-check.mjs';
import { installN8n } from './lib/install-n8n.mjs';
import { packPackage } from './lib/pack.mjs';
import { paletteCheck } from './lib/palette-check.mjs';
import { createN8n } from './lib/n8n.mjs';
import { pgvectorCheck } from './lib/pgvector-check.mjs';
import { proxyCheck } from './lib/proxy-check.mjs';
import { queueCheck } from './lib/queue-check.mjs';
import { vectorStoreCheck } from './lib/vector-store-check.mjs';
import { videoCheck } from './lib/video-check.mjs';
import { vlaLoopCheck } from './lib/vla-loop-check.mjs';
import { vlaRetryCheck } from './lib/vla-retry-check.mjs';
import { webhookCheck } from './lib/webhook-check.mjs';

const CHECKS = [
	paletteCheck,
	executeCheck,
	webhookCheck,
	videoCheck,
	vlaLoopCheck,
	vlaRetryCheck,
	countCheck,
	hostedCheck,
	guardCheck,
	proxyCheck,
	queueCheck,
	vectorStoreCheck,
	pgvectorCheck,
];

const checks = createChecks();
const folder = mkdtempSync(path.join(os.tmpdir(), 'multimodal-n8n-'));
mkdirSync(path.join(folder, 'files'));

let n8n;
try {
	checks.step('n8n and Node.js');
	const installation = installN8n();
	checks.step('Pack the package');
	const tarball = packPackage(folder);
	n8n = await createN8n({ installation, folder, tarball });
	for (const check of CHECKS) {
		await check({ n8n, checks, folder, installation });
	}
} catch (error) {
	checks.fail('The run goes to its end', error);
} finally {
	await n8n?.stop();
	if (checks.failed > 0) n8n?.printLog();
	rmSync(folder, { recursive: true, force: true });
}
checks.end();
