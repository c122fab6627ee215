import type { IDataObject } from 'n8n-workflow';
import { byName } from '../../lib/vla/outputs/axes';
import { toLeRobot } from '../../lib/vla/outputs/le-robot';
import { toMqtt } from '../../lib/vla/outputs/mqtt';
import { toRosbridge } from '../../lib/vla/outputs/rosbridge';
import type { SafeVector } from '../../lib/vla/safety/types';
import { usageOf } from '../shared/usage';
import type { Answer } from './ask';
import type { Decision } from './decision';
import type { Question } from './question';
import { readOutput } from './output-options';
import { inRobotsWords } from './robot-gripper';
import { safeStepsOf } from './safe-steps';
import { warningsOf } from './warnings';

/** What the output tells of a decision. */
export function toJson(
	decision: Decision,
	{ engine, open, instruction }: Pick<Question, 'engine' | 'open' | 'instruction'>,
	raw: IDataObject,
): IDataObject {
	const { answer, emission, situation } = decision;
	const { proposed, safe, clipped, held, dryRun, violations } = emission;
	const warnings = warningsOf(decision);
	const robot = inRobotsWords(situation.space, raw);
	const named = (vector: SafeVector) => byName(robot.space.names, robot.convert(vector));
	const isChunk = open.isChunked || answer.actions.length > 1;
	return {
		action: named(emission.steps[0]),
		...(proposed && { proposed: named(proposed[0]) }),
		...(isChunk && { chunk: emission.steps.map(named) }),
		...(isChunk && proposed && { proposedChunk: proposed.map(named) }),
		...whatThePolicySaid(answer),
		...(warnings.length > 0 && { warnings }),
		...{ safe, clipped, held, dryRun },
		reasons: violations.map((violation) => ({ ...violation }) as IDataObject),
		...formatted(decision, raw),
		latencyMs: inTenths({ ...answer.latencyMs }),
		usage: { ...consumed(answer), ...rateOf(answer), ...deviceOf(answer) },
		...{ engine, instruction },
		...(answer.model !== undefined && { model: answer.model }),
	};
}

/** Of its first step, as far as it tells; what it wanted, not what may be done. */
function whatThePolicySaid(answer: Answer): IDataObject {
	const { normalized, tokens, unnormKey } = answer;
	return {
		...(normalized && { normalized: normalized[0] }),
		...(tokens && { tokens: tokens[0] }),
		...(unnormKey !== undefined && { unnormKey }),
	};
}

/** What the chosen format adds. */
function formatted(decision: Decision, raw: IDataObject): IDataObject {
	const { format, ros, mqttTopic } = readOutput(raw);
	const all = safeStepsOf(decision, raw);
	const made = {
		action: () => ({}),
		leRobot: () => ({ leRobot: toLeRobot(all, ros.jointNames) }),
		mqtt: () => ({ mqtt: { ...toMqtt(all, mqttTopic) } }),
		rosbridge: () => ({ rosbridge: toRosbridge(all, ros) as unknown as IDataObject }),
	};
	return made[format]();
}

/** What the question took; of a service's model tokens and cost too, as far as they are known. */
function consumed({ usage = {}, model = '', latencyMs: { total } }: Answer): IDataObject {
	return usageOf({ usage, model, durationMs: Math.round(total) });
}

/** Steps that the policy decides in a second; absent where it gave none. */
function rateOf({ actions, latencyMs: { total } }: Answer): IDataObject {
	if (actions.length === 0) return {};
	return { actionsPerSecond: Math.round((10_000 * actions.length) / Math.max(total, 0.1)) / 10 };
}

function deviceOf({ backend }: Answer): IDataObject {
	return backend ? { device: backend.device, backend: backend.backend } : {};
}

const inTenths = (parts: Record<string, number | undefined>): IDataObject =>
	Object.fromEntries(
		Object.entries(parts).flatMap(([part, milliseconds]) =>
			milliseconds === undefined ? [] : [[part, Math.round(milliseconds * 10) / 10]],
		),
	);
