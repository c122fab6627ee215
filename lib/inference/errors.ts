import { defineErrors } from '../errors';

interface Death {
	exitCode: number | null;
	signal: string | null;
	stderrTail: string;
}

export const engineError = defineErrors('engine', {
	ENGINE_QUEUE_FULL: ({ maximumQueuedTasks }: { maximumQueuedTasks: number }) =>
		`This model already has ${maximumQueuedTasks} tasks waiting, the most it takes. ` +
		'Send fewer items at once, for example with a Loop Over Items node.',
	TASK_DEADLINE: ({ deadlineMs }: { deadlineMs: number }) =>
		`The task took longer than the ${inWords(deadlineMs)} it may take and was stopped. ` +
		'Use a smaller model or a shorter file.',
	ENGINE_DIED: (death: Death) =>
		`The process that runs the model ended in the middle of its work (${howItEnded(death)}). ${whatToDo(death)}`,
	ENGINE_CRASH_LOOP: ({ deaths, restSeconds }: Death & { deaths: number; restSeconds: number }) =>
		`The process that runs the model ended ${deaths} times in a row and is not started again ` +
		`for ${restSeconds} seconds. Check the memory of the machine, or use a smaller model.`,
	ENGINE_START_TIMEOUT: ({ timeoutMs }: { timeoutMs: number; stderrTail: string }) =>
		`The process that runs the model was not ready after ${inWords(timeoutMs)}. ` +
		'The machine may be overloaded: try again later.',
	ENGINE_START_FAILED: ({ reason }: { reason: string }) =>
		`The process that runs the model could not be started: ${reason}. ` +
		'Check that the folder for temporary files is writable and that the machine has memory left.',
	OUT_OF_MEMORY: ({ reason }: { reason: string }) =>
		`There is too little memory for this model, on the machine or on its graphics card (${reason}). ` +
		'Use a smaller model or another precision, run fewer things at once, or give it more memory.',
	TASK_MODULE_INVALID: ({ taskModule, reason }: { taskModule: string; reason: string }) =>
		`The task ${taskModule} could not be loaded: ${reason}. Install the package again.`,
	DEVICE_ABSENT: ({ device, present }: { device: string; present: string[]; reason: string }) =>
		`The device "${device}" does not work on this machine. ` +
		`These do: ${present.join(', ')}. Choose one of them, or "auto".`,
	NO_MODEL_HERE: () =>
		'A model was to run in a process that was started without one. Choose a device, for example "auto".',
	BACKEND_ABSENT: ({ reasons }: { reasons: string[] }) =>
		`Neither the native nor the WebAssembly build of onnxruntime could be loaded ` +
		`(${reasons.join('; ')}). Install the package again.`,
});

export const modelFileError = defineErrors('model', {
	MODEL_UNREADABLE: ({ file, reason }: { file: string; reason: string }) =>
		`The model file ${file} could not be opened (${reason}). ` +
		'It may be damaged or too large for the memory: download it again, or use a smaller model.',
	EXTERNAL_DATA_OUTSIDE: ({ file, location }: { file: string; location: string }) =>
		`The model file ${file} takes its weights from "${location}", outside its own folder. ` +
		'That is not allowed: use a model from a source that you trust.',
});

function inWords(durationMs: number): string {
	const minutes = durationMs / 60_000;
	return minutes < 2 ? `${durationMs / 1000} seconds` : `${Math.round(minutes)} minutes`;
}

function howItEnded({ exitCode, signal }: Death): string {
	return signal ? `signal ${signal}` : `exit code ${exitCode}`;
}

/** A kill that we did not order is nearly always the system's answer to a lack of memory. */
function whatToDo({ signal, stderrTail }: Death): string {
	if (signal === 'SIGKILL') {
		return 'The usual cause is too little memory: use a smaller model, or give the machine more memory.';
	}
	const lastLine = stderrTail.trim().split('\n').at(-1);
	return lastLine
		? `Its last words were: "${lastLine.slice(0, 300)}". Try another file, model or device.`
		: 'Try another file, model or device.';
}
