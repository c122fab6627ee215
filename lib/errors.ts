/** Where a failure comes from, and so who can mend it. */
export type ErrorClass =
	| 'input'
	| 'media'
	| 'model'
	| 'engine'
	| 'network'
	| 'service'
	| 'cancelled'
	| 'internal';

/** A failure as plain data, to cross a process boundary. */
export interface PlainError {
	class: ErrorClass;
	code: string;
	message: string;
	details?: Record<string, unknown>;
}

/** A failure with a stable `code` and a sentence: what was expected, what was found, what to do. */
export class MultimodalError extends Error {
	override readonly name = 'MultimodalError';

	constructor(
		readonly errorClass: ErrorClass,
		readonly code: string,
		message: string,
		readonly details?: Record<string, unknown>,
		cause?: unknown,
	) {
		super(message, { cause });
	}
}

type Sentences = Record<string, (details: never) => string>;
type DetailsOf<Sentence> = Sentence extends (details: infer Details) => string
	? unknown extends Details
		? Record<string, never>
		: Details
	: never;

/** The one table from code to sentence of an error class. Returns the maker of its errors. */
export function defineErrors<T extends Sentences>(errorClass: ErrorClass, sentences: T) {
	return <Code extends keyof T & string>(
		code: Code,
		details: DetailsOf<T[Code]>,
		cause?: unknown,
	): MultimodalError =>
		new MultimodalError(
			errorClass,
			code,
			sentences[code](details as never),
			{ ...(details as object) },
			cause,
		);
}

/** Turns any thrown value into plain data; an unknown error keeps its message and stack under `INTERNAL`. */
export function toPlainError(error: unknown): PlainError {
	if (error instanceof MultimodalError) {
		return {
			class: error.errorClass,
			code: error.code,
			message: error.message,
			details: error.details,
		};
	}
	const known = error instanceof Error ? error : new Error(String(error));
	const { message, stack } = known;
	return { class: 'internal', code: 'INTERNAL', message, details: { stack } };
}

/** The reverse of `toPlainError`, on the other side of the boundary. */
export function fromPlainError(plain: PlainError): MultimodalError {
	return new MultimodalError(plain.class, plain.code, plain.message, plain.details);
}

export const cancelled = defineErrors('cancelled', {
	CANCELLED: () => 'The run was stopped before it finished.',
});

/** Throws `CANCELLED` once the signal has fired. */
export function throwIfCancelled(signal?: AbortSignal): void {
	if (signal?.aborted) throw cancelled('CANCELLED', {});
}
