import { decodeImage } from '../../../../../lib/media/image/decode';
import { resample } from '../../../../../lib/media/image/resample';
import { fitPicture, toColourPlanes } from '../../../../../lib/vla/policies/remote/fit';
import { spaceOf } from '../../../../../lib/vla/policies/remote/spaces';
import golden from '../../../../fixtures/golden/policy-wire.json';
import { table } from '../support';

test.each(golden.padded)("pads as openpi's client does: box $box", async ({ box, pixels }) => {
	const whole = await decodeImage(table().file, { transparency: 'ignore' });
	const [left, top, width, height] = box;
	const part = resample(whole, whole, 'lanczos', { left, top, width, height });
	const { data } = fitPicture(part, 32, { kind: 'pad' });
	expect(Buffer.from(data).toString('base64')).toBe(pixels);
});

test('a letterbox is grey, a stretched picture has no border', () => {
	const wide = { width: 8, height: 4, data: new Uint8Array(96).fill(200) };
	const boxed = fitPicture(wide, 8, { kind: 'letterbox' }).data;
	expect([...boxed.subarray(0, 3)]).toEqual([127, 127, 127]);
	expect([...boxed.subarray(4 * 24 + 12, 4 * 24 + 15)]).toEqual([200, 200, 200]);
	expect([...boxed.subarray(7 * 24)]).toEqual(Array(24).fill(127));
	const stretched = fitPicture(wide, 8, { kind: 'stretch', filter: 'bicubic' }).data;
	expect(new Set(stretched)).toEqual(new Set([200]));
});

test('colours become planes', () => {
	const data = Uint8Array.of(1, 2, 3, 4, 5, 6);
	expect([...toColourPlanes({ width: 2, height: 1, data })]).toEqual([1, 4, 2, 5, 3, 6]);
});

test.each([
	[{ policy: 'openVla' }, undefined, undefined],
	[{ policy: 'openVlaOft', robot: 'bridge' }, undefined, undefined],
	// output_max of robosuite's osc_pose.json
	[{ policy: 'openVlaOft', robot: 'libero' }, 0.05, 0.5],
	[{ policy: 'openPi', robot: 'libero' }, 0.05, 0.5],
	// max_joint_delta of droid's robot_ik_solver.py
	[{ policy: 'openPi', robot: 'droid' }, undefined, 0.2],
	[{ policy: 'openPi', robot: 'aloha' }, undefined, undefined],
] as const)('what 1 stands for with %j', (kind, metresOfOne, radiansOfOne) => {
	const space = spaceOf(kind);
	expect([space.metresOfOne, space.radiansOfOne]).toEqual([metresOfOne, radiansOfOne]);
});

test.each([
	[{ policy: 'openVla' }, 7, 'delta', 'zeroClosedOneOpen', 'translation'],
	[{ policy: 'vlm' }, 7, 'delta', 'zeroClosedOneOpen', 'translation'],
	[{ policy: 'openVlaOft', robot: 'libero' }, 7, 'delta', 'zeroClosedOneOpen', 'translation'],
	[{ policy: 'openVlaOft', robot: 'aloha' }, 14, 'absolute', 'zeroClosedOneOpen', 'joint'],
	[{ policy: 'openPi', robot: 'libero' }, 7, 'delta', 'minusOneOpenOneClosed', 'translation'],
	[{ policy: 'openPi', robot: 'droid' }, 8, 'delta', 'zeroOpenOneClosed', 'joint'],
	[{ policy: 'openPi', robot: 'aloha' }, 14, 'absolute', 'zeroClosedOneOpen', 'joint'],
] as const)('the numbers of %j', (kind, size, convention, gripper, first) => {
	const space = spaceOf(kind);
	expect(space).toMatchObject({ convention, gripper });
	expect(space.names).toHaveLength(size);
	expect(space.kinds[0]).toBe(first);
	expect(space.kinds.at(-1)).toBe('gripper');
	expect(spaceOf(kind, 'minusOneClosedOneOpen')).toEqual({
		...space,
		gripper: 'minusOneClosedOneOpen',
	});
});
