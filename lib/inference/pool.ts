import { Engine } from './engine';
import { defaultSettings, type EngineSettings } from './settings';
import type { EngineKey, TaskRequest, TaskResult } from './types';

/** The engines of this n8n process, one for each (model, device). */
export class EnginePool {
	private readonly engines = new Map<string, Engine>();

	constructor(private readonly settings: EngineSettings) {}

	/** Runs a task in the process of its model and device; rejects with a coded error. */
	async run<Input, Output>(request: TaskRequest<Input>): Promise<TaskResult<Output>> {
		return (await this.engine(request.engine).run(request)) as TaskResult<Output>;
	}

	/** Ends all engine processes; a task still in one fails. The pool can be used again afterwards. */
	async shutdown(): Promise<void> {
		process.off('exit', this.onExit);
		const engines = [...this.engines.values()];
		this.engines.clear();
		await Promise.all(engines.map((engine) => engine.end()));
	}

	private engine({ modelId, device }: EngineKey): Engine {
		const key = JSON.stringify([modelId, device]);
		if (this.engines.size === 0) process.once('exit', this.onExit);
		const engine = this.engines.get(key) ?? new Engine(device, this.settings);
		this.engines.set(key, engine);
		return engine;
	}

	private readonly onExit = () => {
		for (const engine of this.engines.values()) engine.destroy();
	};
}

const pool = new EnginePool(defaultSettings());

/** Runs a task in its model's engine process, started on first use. Rejects with a coded error. */
export const runTask = <Input, Output>(request: TaskRequest<Input>): Promise<TaskResult<Output>> =>
	pool.run<Input, Output>(request);

/** Ends every engine process of this process; resolves when they are gone. */
export const shutdownEngines = (): Promise<void> => pool.shutdown();
