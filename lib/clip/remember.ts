import type { TaskContext } from '../inference/types';
import { REMEMBERED_EMBEDDINGS, REMEMBERED_LABEL_SETS } from '../limits';

/** Holds the last used values, up to a number. */
export class Remembered<Value> {
	private readonly values = new Map<string, Value>();

	constructor(private readonly maximum: number) {}

	get(key: string): Value | undefined {
		const value = this.values.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	/** The one that was not used for the longest time makes room. */
	set(key: string, value: Value): void {
		this.values.delete(key);
		this.values.set(key, value);
		if (this.values.size > this.maximum) this.values.delete(this.values.keys().next().value!);
	}
}

/** What this engine remembers of pictures or texts that a model, or its treatment, made of. */
export function rememberedEmbeddings<Value>({ keep }: TaskContext, by: string, of: string) {
	return keep(`clip ${of} ${by}`, () =>
		Promise.resolve(new Remembered<Value>(REMEMBERED_EMBEDDINGS)),
	);
}

/** What this engine remembers of a model's label lists. */
export function rememberedLabelSets<Value>({ keep }: TaskContext, modelId: string) {
	return keep(`clip labels ${modelId}`, () =>
		Promise.resolve(new Remembered<Value>(REMEMBERED_LABEL_SETS)),
	);
}
