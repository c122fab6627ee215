import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { DeviceChoice } from '../inference/types';
import type { DtypeChoice } from '../models/types';
import { oneOf, switchOf } from './choices';

const DEVICES: readonly DeviceChoice[] = ['auto', 'cpu', 'cuda', 'dml', 'coreml', 'webgpu', 'wasm'];
const DTYPES: readonly DtypeChoice[] = [
	'auto',
	'fp32',
	'fp16',
	'q8',
	'int8',
	'uint8',
	'q4',
	'q4f16',
	'bnb4',
];

/** For nodes that work on this machine only. */
export const localEngineField: INodeProperties = {
	displayName: 'Engine',
	name: 'engine',
	type: 'hidden',
	default: 'local',
	description: 'Where the work is done: on the machine that runs n8n',
};

/** How a local model runs: the same options in every node that has one. */
export interface EngineOptions {
	device: DeviceChoice;
	dtype: DtypeChoice;
	offline: boolean;
}

/** Reads these options out of a node's Options collection. */
export function readEngineOptions(raw: IDataObject): EngineOptions {
	return {
		device: oneOf('Device', DEVICES, raw.device, 'auto'),
		dtype: oneOf('Precision', DTYPES, raw.dtype, 'auto'),
		offline: switchOf('Offline', raw.offline, false),
	};
}

/** Where the model runs. */
export const deviceOption: INodeProperties = {
	displayName: 'Device',
	name: 'device',
	type: 'options',
	options: [
		{ name: 'Apple (CoreML)', value: 'coreml' },
		{ name: 'Best One Available', value: 'auto' },
		{ name: 'NVIDIA Graphics Card (CUDA)', value: 'cuda' },
		{ name: 'Processor (CPU)', value: 'cpu' },
		{ name: 'WebAssembly (Slow, Runs Anywhere)', value: 'wasm' },
		{ name: 'WebGPU', value: 'webgpu' },
		{ name: 'Windows Graphics Card (DirectML)', value: 'dml' },
	],
	default: 'auto',
	description:
		'Which part of the machine does the computing. Leave it at the best one; naming one that is not there is an error that lists those that are.',
};

/** Whether a model may be downloaded. */
export const offlineOption: INodeProperties = {
	displayName: 'Offline',
	name: 'offline',
	type: 'boolean',
	default: false,
	description:
		'Whether to never download a model. One that is not on this machine is then an error that says which files to put where.',
};

/** Which weight format runs. */
export const dtypeOption: INodeProperties = {
	displayName: 'Precision',
	name: 'dtype',
	type: 'options',
	options: [
		{ name: '16-Bit (FP16)', value: 'fp16' },
		{ name: '32-Bit (FP32)', value: 'fp32' },
		{ name: '4-Bit (BNB4)', value: 'bnb4' },
		{ name: '4-Bit (Q4)', value: 'q4' },
		{ name: '4-Bit with 16-Bit (Q4F16)', value: 'q4f16' },
		{ name: '8-Bit (INT8)', value: 'int8' },
		{ name: '8-Bit (Q8)', value: 'q8' },
		{ name: '8-Bit (UINT8)', value: 'uint8' },
		{ name: 'Best One Available', value: 'auto' },
	],
	default: 'auto',
	description:
		"Which edition of the model's files to use. Fewer bits are smaller and faster, and a little less exact. A model seldom has all of them.",
};
