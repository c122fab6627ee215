/** Models of the first version were trained on another conversation. */
export type PromptVersion = 'base' | 'v01';

const TEMPLATES: Record<PromptVersion, (instruction: string) => string> = {
	base: (instruction) => `In: What action should the robot take to ${instruction}?\nOut:`,
	v01: (instruction) =>
		`A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, and polite answers to the user's questions. USER: What action should the robot take to ${instruction}? ASSISTANT:`,
};

/** The words that OpenVLA was trained on around an instruction; vla-scripts/deploy.py of openvla/openvla. */
export function policyPrompt(instruction: string, version: PromptVersion = 'base'): string {
	return TEMPLATES[version](instruction.toLowerCase());
}

/** As deploy.py tells a model's version: by its name. */
export function promptVersion(modelName: string): PromptVersion {
	return modelName.includes('v01') ? 'v01' : 'base';
}

/** The policy was trained with a token of nothing between the words and the action; a tokenizer may have put it there already. */
export function withEmptyToken(ids: number[], emptyToken: number): number[] {
	return ids.at(-1) === emptyToken ? ids : [...ids, emptyToken];
}
