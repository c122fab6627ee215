/**
 * Names of the seven numbers that move a hand, in the order of OpenVLA and Bridge: metres along the axes and radians about
 * them, from where the hand is, and the gripper.
 */
export const ACTION_PARTS = ['x', 'y', 'z', 'roll', 'pitch', 'yaw', 'gripper'] as const;
