import { toAction, toVector } from '../../../lib/vla/action';

test('seven numbers have names, others have not', () => {
	const action = { x: 1, y: 2, z: 3, roll: 4, pitch: 5, yaw: 6, gripper: 7 };
	expect(toAction([1, 2, 3, 4, 5, 6, 7])).toEqual(action);
	expect(toVector(action)).toEqual([1, 2, 3, 4, 5, 6, 7]);
	expect(toAction([1, 2])).toBeUndefined();
	expect(toAction(Array.from({ length: 14 }, () => 0))).toBeUndefined();
});
