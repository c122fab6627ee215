import type { HostedUsage } from '../hosted/types';
import type { BackendInfo, Progress } from '../inference/types';

/** What an arm is to do next, one number a joint or axis; seven of them as `ACTION_PARTS` are named. */
export type ActionVector = number[];

/** The range of numbers that a policy saw in training, one entry a dimension; it says in -1..1 what is meant in these units. */
export interface ActionStatistics {
	/** 1 % and 99 % of the values are below. */
	q01: number[];
	q99: number[];
	/** The smallest and largest value; absent where a file lacks them or has none that fit. */
	min?: number[];
	max?: number[];
	/** False: the number passes as it is, as grippers' do. Absent: all true. */
	mask?: boolean[];
}

/** One data set that a policy was trained on. */
export interface DatasetStatistics {
	action: ActionStatistics;
}

/** By `unnormKey`, the data set's name. */
export type StatisticsByKey = Record<string, DatasetStatistics>;

/** Which view a camera gives: of the whole scene, or from a wrist. Servers with other names take any text. */
export type CameraRole = 'primary' | 'wrist' | 'leftWrist' | 'rightWrist' | (string & {});

/** One camera's picture. */
export interface CameraPicture {
	/** Absolute path. */
	file: string;
	role: CameraRole;
}

/** What the robot sees and feels at one moment. */
export interface Observation {
	/** At least one; the first `primary` is the scene. */
	pictures: CameraPicture[];
	/** Joints or pose of the robot, in the order and units that the policy was trained on. */
	state?: number[];
	/** When the picture was taken, milliseconds since 1970. */
	capturedAtMs?: number;
}

/** How a policy is asked. */
export interface ActOptions {
	/** Names the statistics; may be absent only where there is exactly one. */
	unnormKey?: string;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

/** Where the time of one question went, in milliseconds. */
export interface PolicyLatency {
	/** From the question to the answer. */
	total: number;
	/** Pictures and words made ready. */
	preparation: number;
	/** On the way to a server and back, its own work not counted where it tells that. */
	network?: number;
	/** Of the model. */
	inference?: number;
}

/** What a policy wants done. Nobody has checked it yet: lib/vla/safety does. */
export interface PolicyAnswer {
	/** One or more steps in order, each in the robot's units. */
	actions: ActionVector[];
	/** The same in -1..1, where the policy tells. */
	normalized?: ActionVector[];
	/** The action tokens of each step, where actions come as tokens. */
	tokens?: number[][];
	/** Tokens that stand for no number, each taken for the nearest that does: the policy answered with words. */
	foreignTokens?: number;
	/** The statistics that were used; absent where a server keeps that to itself. */
	unnormKey?: string;
	/** Those statistics, where they are known here: safety takes its ranges from them. */
	statistics?: ActionStatistics;
	latencyMs: PolicyLatency;
	/** What the policy is, as a result should name it. */
	model: string;
	/** What the question cost, where a service counts that. */
	usage?: HostedUsage;
	/** Where a local model ran. */
	backend?: BackendInfo;
	/** What a person should know. */
	warnings: string[];
}

/** Anything that turns a look and an instruction into actions: a server or a model on this machine. */
export interface Policy {
	/** Rejects with a coded error; never answers with an action of an earlier question. */
	act(observation: Observation, instruction: string, options?: ActOptions): Promise<PolicyAnswer>;
}
