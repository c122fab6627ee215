import { engineThreads } from '../../../lib/inference/threads';

const reader = (files: Record<string, string>) => (file: string) => files[file];
const V2 = { '/proc/self/cgroup': '0::/kube/pod/box\n' };
const V1 = { '/proc/self/cgroup': '5:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n' };

describe('engineThreads', () => {
	it.each<[string, Record<string, string>, number]>([
		['no control groups', {}, 16],
		['no limit', { ...V2, '/sys/fs/cgroup/kube/pod/box/cpu.max': 'max 100000\n' }, 16],
		['our own quota', { ...V2, '/sys/fs/cgroup/kube/pod/box/cpu.max': '200000 100000\n' }, 2],
		['a part of a CPU', { ...V2, '/sys/fs/cgroup/kube/pod/box/cpu.max': '50000 100000\n' }, 1],
		['two CPUs and a half', { ...V2, '/sys/fs/cgroup/kube/pod/box/cpu.max': '250000 100000' }, 2],
		[
			'a tighter group above',
			{
				...V2,
				'/sys/fs/cgroup/kube/pod/box/cpu.max': '800000 100000',
				'/sys/fs/cgroup/kube/cpu.max': '300000 100000',
			},
			3,
		],
		[
			'a container that sees its group as the root',
			{ ...V2, '/sys/fs/cgroup/cpu.max': '400000 100000' },
			4,
		],
		['more than there is', { ...V2, '/sys/fs/cgroup/cpu.max': '9900000 100000' }, 16],
		[
			'a quota of version 1',
			{
				...V1,
				'/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_quota_us': '300000\n',
				'/sys/fs/cgroup/cpu,cpuacct/docker/abc/cpu.cfs_period_us': '100000\n',
			},
			3,
		],
		[
			'version 1 without a limit',
			{
				...V1,
				'/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
				'/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
			},
			16,
		],
		['nonsense', { '/proc/self/cgroup': 'x', '/sys/fs/cgroup/cpu.max': 'y' }, 16],
	])('with %s', (_, files, expected) => {
		expect(engineThreads({}, 16, reader(files))).toBe(expected);
	});

	it('is what the administrator says', () => {
		expect(engineThreads({ MULTIMODAL_THREADS: '3' }, 16, reader({}))).toBe(3);
	});

	it.each(['0', '-1', 'many', '1.5', ''])('ignores MULTIMODAL_THREADS=%s', (wish) => {
		expect(engineThreads({ MULTIMODAL_THREADS: wish }, 16, reader({}))).toBe(16);
	});
});
