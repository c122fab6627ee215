import { policyServerError } from './errors';

/** Reads bytes one after the other, numbers with their highest byte first; POLICY_REPLY_UNREADABLE where they end too early. */
export class ByteReader {
	private at = 0;

	constructor(private readonly content: Uint8Array) {}

	get isAtEnd(): boolean {
		return this.at === this.content.length;
	}

	/** The next bytes; they share the memory of the whole. */
	bytes(length: number): Uint8Array {
		const end = this.at + length;
		if (end > this.content.length) throw unreadable('it ends too early');
		const part = this.content.subarray(this.at, end);
		this.at = end;
		return part;
	}

	view(length: number): DataView {
		const { buffer, byteOffset } = this.bytes(length);
		return new DataView(buffer, byteOffset, length);
	}

	unsigned(size: 1 | 2 | 4): number {
		const view = this.view(size);
		if (size === 1) return view.getUint8(0);
		return size === 2 ? view.getUint16(0) : view.getUint32(0);
	}

	text(length: number): string {
		try {
			return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(length));
		} catch (cause) {
			throw unreadable('it has a text that is none, or ends too early', cause);
		}
	}
}

/** A message that breaks its own rules. */
export function unreadable(reason: string, cause?: unknown): Error {
	return policyServerError('POLICY_REPLY_UNREADABLE', { reason }, cause);
}
