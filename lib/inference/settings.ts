import {
	CANCEL_GRACE_MS,
	CRASH_LOOP_DEATHS,
	CRASH_LOOP_REST_MS,
	DEFAULT_ENGINE_IDLE_MS,
	DEFAULT_TASK_DEADLINE_MS,
	ENGINE_START_TIMEOUT_MS,
	MAXIMUM_ENGINE_RESIDENT_BYTES,
	MAXIMUM_QUEUED_TASKS,
	MAXIMUM_TIMER_MS,
	RESTART_BACKOFF_MS,
} from '../limits';

/** The limits an engine lives under; a test lowers them. */
export interface EngineSettings {
	maximumQueuedTasks: number;
	cancelGraceMs: number;
	restartBackoffMs: number;
	crashLoopDeaths: number;
	crashLoopRestMs: number;
	idleMs: number;
	maximumResidentBytes: number;
	startTimeoutMs: number;
	deadlineMs: number;
}

/** The package's limits, with what the administrator set in the environment. */
export function defaultSettings(environment: NodeJS.ProcessEnv = process.env): EngineSettings {
	return {
		maximumQueuedTasks: MAXIMUM_QUEUED_TASKS,
		cancelGraceMs: CANCEL_GRACE_MS,
		restartBackoffMs: RESTART_BACKOFF_MS,
		crashLoopDeaths: CRASH_LOOP_DEATHS,
		crashLoopRestMs: CRASH_LOOP_REST_MS,
		idleMs: idleMs(environment.MULTIMODAL_ENGINE_IDLE_SECONDS),
		maximumResidentBytes: MAXIMUM_ENGINE_RESIDENT_BYTES,
		startTimeoutMs: ENGINE_START_TIMEOUT_MS,
		deadlineMs: DEFAULT_TASK_DEADLINE_MS,
	};
}

function idleMs(seconds: string | undefined): number {
	if (!seconds || !/^\d+$/.test(seconds)) return DEFAULT_ENGINE_IDLE_MS;
	return Math.min(Number(seconds) * 1000, MAXIMUM_TIMER_MS);
}
