import type { INodePropertyOptions } from 'n8n-workflow';
import { local } from './local';
import { openPi } from './open-pi';
import { openVla } from './open-vla';
import { openVlaOft } from './open-vla-oft';
import type { PolicyKind } from './types';
import { vlm } from './vlm';

/** By the value of the field Policy. */
export const POLICIES: Record<string, PolicyKind> = { vlm, local, openPi, openVla, openVlaOft };

/** The choices of the field Policy, by name. */
export const policyOptions: INodePropertyOptions[] = Object.values(POLICIES)
	.map(({ option }) => option)
	.toSorted((one, other) => one.name.localeCompare(other.name));
