import { setTimeout as sleep } from 'node:timers/promises';

import type { MultimodalError } from '../errors';
import { engineError } from './errors';
import type { EngineSettings } from './settings';

type Limits = Pick<EngineSettings, 'restartBackoffMs' | 'crashLoopDeaths' | 'crashLoopRestMs'>;

/** When an engine that died may start again. */
export class Restarts {
	private deaths = 0;
	private lastDeath?: MultimodalError;
	private mayStartAtMs = 0;

	constructor(private readonly limits: Limits) {}

	succeeded(): void {
		this.deaths = 0;
	}

	died(death: MultimodalError): void {
		const { restartBackoffMs, crashLoopDeaths, crashLoopRestMs } = this.limits;
		this.deaths += 1;
		this.lastDeath = death;
		const isLooping = this.deaths >= crashLoopDeaths;
		const waitMs = isLooping ? crashLoopRestMs : restartBackoffMs * 2 ** (this.deaths - 1);
		this.mayStartAtMs = Date.now() + waitMs;
	}

	/** Waits out the back-off; rejects with ENGINE_CRASH_LOOP during the rest after too many deaths. */
	async admit(signal: AbortSignal): Promise<void> {
		const waitMs = this.deaths === 0 ? 0 : this.mayStartAtMs - Date.now();
		if (waitMs <= 0) return;
		if (this.deaths >= this.limits.crashLoopDeaths) throw this.crashLoop(waitMs);
		await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
	}

	private crashLoop(waitMs: number): MultimodalError {
		const death = this.lastDeath!.details as { exitCode: null; signal: null; stderrTail: string };
		const restSeconds = Math.ceil(waitMs / 1000);
		const details = { ...death, deaths: this.deaths, restSeconds };
		return engineError('ENGINE_CRASH_LOOP', details, this.lastDeath);
	}
}
