import { engineError } from './errors';
import type { Task } from './types';

/** The `run` that a task module exports; throws TASK_MODULE_INVALID when there is none. */
export function loadTask(taskModule: string): Task<unknown, unknown> {
	const { run } = requireTask(taskModule);
	if (typeof run === 'function') return run as Task<unknown, unknown>;
	throw engineError('TASK_MODULE_INVALID', { taskModule, reason: 'it exports no function "run"' });
}

function requireTask(taskModule: string): { run?: unknown } {
	try {
		return require(taskModule) as { run?: unknown };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw engineError('TASK_MODULE_INVALID', { taskModule, reason }, error);
	}
}
