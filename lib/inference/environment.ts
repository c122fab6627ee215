import { MINIMUM_RETURNED_BYTES } from '../limits';

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

/** For the C library; one that is not GNU's, or is old, leaves them unread. */
const MALLOC = [
	// Large pieces go back to the system when they are freed: half of what a model took to load would stay.
	`glibc.malloc.mmap_threshold=${MINIMUM_RETURNED_BYTES}`,
	// In pages of 2 MB: a picture of 12 megapixels costs 9,000 page faults in small ones.
	'glibc.malloc.hugetlb=1',
];

const OWN = { ORT_DISABLE_TELEMETRY: '1', GLIBC_TUNABLES: MALLOC.join(':') };

/** What an engine process may know of the environment: by allow-list, so none of n8n's secrets. */
export function engineEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	const allowed = Object.entries(environment).filter(([name]) => isAllowed(name.toUpperCase()));
	return { ...Object.fromEntries(allowed), ...OWN };
}

function isAllowed(name: string): boolean {
	return ALLOWED_NAMES.has(name) || ALLOWED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
