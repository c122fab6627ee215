import { MAXIMUM_INSTRUCTION_CHARACTERS } from '../../limits';
import { vlaInputError } from '../errors';
import type { CameraPicture, Observation } from '../types';

/** What every policy needs: an instruction and a picture. INSTRUCTION_EMPTY, INSTRUCTION_TOO_LONG, PICTURE_MISSING. */
export function checkQuestion({ pictures }: Observation, instruction: string): void {
	const { length: characters } = instruction;
	const maximum = MAXIMUM_INSTRUCTION_CHARACTERS;
	if (instruction.trim() === '') throw vlaInputError('INSTRUCTION_EMPTY', {});
	if (characters > maximum) throw vlaInputError('INSTRUCTION_TOO_LONG', { characters, maximum });
	if (pictures.length === 0) throw vlaInputError('PICTURE_MISSING', {});
}

/** The picture of the scene. */
export function sceneOf({ pictures }: Observation): CameraPicture {
	return pictures.find(({ role }) => role === 'primary') ?? pictures[0];
}
