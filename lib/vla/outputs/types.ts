import type { ActionSpace, RobotState, SafeVector } from '../safety/types';

/** What the guard let out, with what is needed to say it in a robot's own words. */
export interface SafeSteps {
	space: ActionSpace;
	/** At least one. Null: leave as it is. */
	steps: SafeVector[];
	/** Where the robot was before the first step. */
	state: RobotState;
	dryRun: boolean;
	safe: boolean;
	held: boolean;
	/** How long one step takes. */
	periodSeconds: number;
	/** When it was let out, milliseconds since 1970. */
	emittedAtMs: number;
}
