import { performance } from 'node:perf_hooks';
import { type ActServer, askAct } from '../../../hosted/policy-servers/act-client';
import { actAddress, originOf } from '../../../hosted/policy-servers/address';
import type { JsonObject } from '../../../json-object';
import type { ActOptions, Observation, Policy, PolicyAnswer } from '../../types';
import { checkQuestion } from '../question';
import { freshnessOf } from './question';
import { toSteps } from './steps';

/** A server that is asked by HTTP, and how. */
export interface ActJob {
	server: ActServer;
	/** For servers behind something that understands no nested JSON. Default false. */
	isDoubleEncoded?: boolean;
	/** An older picture is not asked about. */
	maximumObservationAgeMs?: number;
}

/** What differs between the kinds of such servers. */
interface ActKind {
	/** As answers name the policy. */
	title: string;
	/** Numbers of a step. */
	size: number;
	/** What to look at when the server fails without a word. */
	failureAdvice: string;
	/** The question, its pictures made ready. `unnormKey`: undefined where none is named. */
	toBody(observation: Observation, instruction: string, options: ActOptions): Promise<JsonObject>;
	/** What is to be told of the key that was named. */
	onKey(unnormKey: string): Partial<Pick<PolicyAnswer, 'unnormKey' | 'warnings'>>;
}

/** Makes a policy of a server with one entrance, `/act`. */
export function actPolicy(job: ActJob, kind: ActKind): Policy {
	const { server, isDoubleEncoded, maximumObservationAgeMs } = job;
	return {
		async act(observation, instruction, { unnormKey: named, signal } = {}) {
			const startedMs = performance.now();
			checkQuestion(observation, instruction);
			const unnormKey = named?.trim() || undefined;
			const body = await kind.toBody(observation, instruction, { unnormKey, signal });
			const preparation = performance.now() - startedMs;
			const freshness = freshnessOf(observation, maximumObservationAgeMs);
			const question = { body, isDoubleEncoded, freshness, signal };
			const { failureAdvice, size, title } = kind;
			const { value, roundTripMs } = await askAct(server, { ...question, failureAdvice });
			return {
				actions: toSteps(value, size),
				latencyMs: { total: performance.now() - startedMs, preparation, network: roundTripMs },
				model: `${title} at ${originOf(actAddress(server.baseUrl))}`,
				warnings: [],
				...(unnormKey !== undefined && kind.onKey(unnormKey)),
			};
		},
	};
}
