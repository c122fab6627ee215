import { byName, inMetresAndRadians } from './axes';
import type { SafeSteps } from './types';

/** A message for an MQTT broker. */
export interface MqttMessage {
	topic: string;
	/** JSON: what a program on the robot's side reads. */
	payload: string;
}

/**
 * Safe steps as one MQTT message: `steps` by name, in metres and radians (null: leave as it is), `periodSeconds` between them, `timestamp`
 * (ISO 8601), and whether this is a dry run, was held, and was safe as the policy gave it.
 */
export function toMqtt(given: SafeSteps, topic: string): MqttMessage {
	const { space, steps, periodSeconds, emittedAtMs, dryRun, safe, held } =
		inMetresAndRadians(given);
	const payload = {
		timestamp: new Date(emittedAtMs).toISOString(),
		...{ dryRun, held, safe, periodSeconds },
		steps: steps.map((vector) => byName(space.names, vector)),
	};
	return { topic, payload: JSON.stringify(payload) };
}
