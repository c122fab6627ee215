/** Where programs, libraries and folders are, the language and the clock. */
const SYSTEM = [
	'PATH',
	'HOME',
	'USER',
	'TMPDIR',
	'TMP',
	'TEMP',
	'LANG',
	'LANGUAGE',
	'TZ',
	'LD_LIBRARY_PATH',
	'DYLD_LIBRARY_PATH',
	'DYLD_FALLBACK_LIBRARY_PATH',
	'SYSTEMROOT',
	'WINDIR',
	'SYSTEMDRIVE',
	'PATHEXT',
	'USERPROFILE',
	'APPDATA',
	'LOCALAPPDATA',
	'PROGRAMDATA',
	'NUMBER_OF_PROCESSORS',
];

/** Which graphics card, and how many threads. */
const HARDWARE = [
	'CUDA_VISIBLE_DEVICES',
	'CUDA_DEVICE_ORDER',
	'CUDA_PATH',
	'CUDA_HOME',
	'NVIDIA_VISIBLE_DEVICES',
	'NVIDIA_DRIVER_CAPABILITIES',
	'HIP_VISIBLE_DEVICES',
	'ROCR_VISIBLE_DEVICES',
	'OMP_NUM_THREADS',
];

const ALLOWED_NAMES = new Set([...SYSTEM, ...HARDWARE]);
const ALLOWED_PREFIXES = ['LC_', 'MULTIMODAL_'];

/** What an engine process may know of the environment: by allow-list, so none of n8n's secrets. */
export function engineEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	const allowed = Object.entries(environment).filter(([name]) => isAllowed(name.toUpperCase()));
	return { ...Object.fromEntries(allowed), ORT_DISABLE_TELEMETRY: '1' };
}

function isAllowed(name: string): boolean {
	return ALLOWED_NAMES.has(name) || ALLOWED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
