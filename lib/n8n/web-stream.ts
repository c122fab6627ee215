import type { Readable } from 'node:stream';
import { abortError, toRequestFailure } from './request-failure';

/** How a body ends early: `signal` ended it, or nobody wants it and `end` ends its connection. */
export interface StreamEnds {
	signal?: AbortSignal;
	end: AbortController;
}

/**
 * A response's body as the web's stream, read as fast as it is asked for. A cut connection or an abort
 * rejects the reader, with what `fetchThroughN8n` rejects with.
 */
export function toWebStream(
	readable: Readable,
	{ signal, end }: StreamEnds,
): ReadableStream<Uint8Array> {
	// n8n's client tells an abort at any time; where nobody reads just then, it would end the process.
	readable.on('error', () => undefined);
	const chunks = readable[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	return new ReadableStream(
		{
			async pull(controller) {
				try {
					const { done, value } = await chunks.next();
					if (done) controller.close();
					else controller.enqueue(value);
				} catch (error) {
					controller.error(signal?.aborted ? abortError() : toRequestFailure(error));
				}
			},
			cancel() {
				// To destroy n8n's stream leaves the connection open behind it.
				end.abort();
			},
		},
		{ highWaterMark: 0 },
	);
}
