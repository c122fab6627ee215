import { MultimodalError, throwIfCancelled } from '../../errors';
import { DEFAULT_PIECES_AT_ONCE, DEFAULT_UPLOAD_BYTES } from '../../limits';
import { mapAtOnce } from '../../map-at-once';
import { cutIntoPieces } from '../../media/pieces/client';
import { longestPieceSeconds, SHORTEST_PIECE_SECONDS } from '../../media/pieces/piece-length';
import type { AudioPiece, AudioPieces } from '../../media/pieces/types';
import { openOpenAi } from '../clients';
import type { Service } from '../types';
import { toClock } from './clock';
import { transcriptionError } from './errors';
import { joinLanguages, joinSegments, joinTexts, joinUsage } from './join';
import { RefusedFields } from './refused-fields';
import { rulesFor, type TranscriptionRules } from './rules';
import { sendPiece, type Sending } from './send-piece';
import type { HostedTranscript, HostedTranscription, HostedTranscriptionOptions } from './types';
import { describeOutcome } from './warnings';

/** Room in an upload for the form around the sound. */
const FORM_BYTES = 4096;
const BYTES_A_CHARACTER = 4;

/**
 * Speech to text (or to English text) by a hosted service. A recording above the service's limits goes
 * up in pieces cut in silences and comes back as one. Rejects with a coded error.
 */
export async function transcribeByService(
	service: Service,
	request: HostedTranscription,
	options: HostedTranscriptionOptions = {},
): Promise<HostedTranscript> {
	const startedMs = performance.now();
	const { signal, onProgress } = options;
	throwIfCancelled(signal);
	const { model, task } = request;
	const rules = rulesFor(model);
	if (task === 'translate' && !rules.mayTranslate) {
		throw transcriptionError('TRANSLATION_NOT_OFFERED', { model });
	}
	const recording = await cut(request, rules, options);
	const client = await openOpenAi(service);
	const refused = new RefusedFields();
	const sending: Sending = { service, client, request, rules, refused };
	const heard = await sendAll(sending, recording, { signal, onProgress });
	const language = task === 'translate' ? undefined : joinLanguages(heard);
	return {
		text: joinTexts(heard.map(({ reply }) => reply.text)),
		language: language ?? request.language,
		duration: recording.durationSeconds,
		segments: joinSegments(heard, { withSpeakers: request.diarize }),
		usage: joinUsage(heard),
		warnings: describeOutcome({ request, rules, recording, heard, refused }),
		pieces: recording.pieces.length,
		model,
		requestIds: heard.flatMap(({ reply }) => reply.requestId ?? []),
		durationMs: Math.round(performance.now() - startedMs),
	};
}

async function cut(
	{ audioPath, folder, channel, prompt = '', ...limits }: HostedTranscription,
	rules: TranscriptionRules,
	how: HostedTranscriptionOptions,
): Promise<AudioPieces> {
	const formBytes = FORM_BYTES + BYTES_A_CHARACTER * prompt.length;
	const maximumBytes = (limits.maximumBytes ?? DEFAULT_UPLOAD_BYTES) - formBytes;
	const maximumSeconds = limits.maximumPieceSeconds ?? rules.maximumSeconds;
	const seconds = longestPieceSeconds({ maximumBytes, maximumSeconds });
	if (seconds < SHORTEST_PIECE_SECONDS) {
		const told = { seconds, shortestSeconds: SHORTEST_PIECE_SECONDS };
		throw transcriptionError('UPLOAD_LIMIT_TOO_SMALL', told);
	}
	const { signal, onProgress } = how;
	const input = { audioPath, folder, channel, maximumBytes, maximumSeconds };
	return await cutIntoPieces(input, { signal, onProgress });
}

async function sendAll(
	sending: Sending,
	{ pieces }: AudioPieces,
	{ signal, onProgress }: HostedTranscriptionOptions,
) {
	const stage = 'sending the recording';
	let done = 0;
	onProgress?.({ stage, fraction: 0 });
	const { piecesAtOnce: atOnce = DEFAULT_PIECES_AT_ONCE } = sending.request;
	return await mapAtOnce(pieces, { atOnce, signal }, async (piece, until) => {
		const reply = await sendPiece(sending, piece, until).catch((error: unknown) => {
			throw pieces.length > 1 ? withPlace(error, piece) : error;
		});
		onProgress?.({ stage, fraction: ++done / pieces.length });
		return { piece, reply };
	});
}

/** The failure of one piece, with where in the recording it lies. */
function withPlace(error: unknown, { startSeconds, endSeconds }: AudioPiece): unknown {
	if (!(error instanceof MultimodalError) || error.errorClass === 'cancelled') return error;
	const place = `From ${toClock(startSeconds)} to ${toClock(endSeconds)} of the recording`;
	const details = { ...error.details, startSeconds, endSeconds };
	const message = `${place}: ${error.message}`;
	return new MultimodalError(error.errorClass, error.code, message, details, error.cause);
}
