import type { Readable } from 'node:stream';

/** An open file, and what it is called where it comes from. */
export interface Source {
	stream: Readable;
	fileName: string;
	/** When a file of the server was last written, milliseconds since 1970. */
	writtenAtMs?: number;
}
