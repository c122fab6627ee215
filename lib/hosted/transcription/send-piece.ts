import { File } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import type { OpenAI } from 'openai' with { 'resolution-mode': 'import' };
import type { AudioFormat, AudioPiece } from '../../media/pieces/types';
import { callService } from '../call-service';
import type { Service } from '../types';
import { makeForm, type FormFields } from './form';
import { readReply, type PieceReply } from './reply';
import type { RefusedFields } from './refused-fields';
import type { TranscriptionRules } from './rules';
import type { HostedTranscription } from './types';
import { withUploadOption } from './upload-option';

/** What the pieces of a recording have in common on their way. */
export interface Sending {
	service: Service;
	client: OpenAI;
	request: HostedTranscription;
	rules: TranscriptionRules;
	refused: RefusedFields;
}

const MEDIA_TYPES: Record<AudioFormat, string> = {
	flac: 'audio/flac',
	m4a: 'audio/mp4',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	ogg: 'audio/ogg',
	wav: 'audio/wav',
	webm: 'audio/webm',
};

/** Sends one piece. A field that the service refuses by name is left out, and the piece sent again. */
export async function sendPiece(
	sending: Sending,
	piece: AudioPiece,
	signal: AbortSignal,
): Promise<PieceReply & { requestId?: string }> {
	const { service, request, rules, refused } = sending;
	const whole = makeForm(rules, request, piece.endSeconds - piece.startSeconds);
	for (;;) {
		const form = refused.without(whole);
		try {
			const { data, requestId } = await callService(service, signal, () =>
				post(sending, piece, form, signal),
			);
			return { ...readReply(data, service), requestId };
		} catch (error) {
			if (!refused.learn(error, form)) throw withUploadOption(error);
		}
	}
}

async function post(
	{ client, request }: Sending,
	{ file, format }: AudioPiece,
	form: FormFields,
	signal: AbortSignal,
): Promise<{ data: unknown; requestId?: string }> {
	const { task, model } = request;
	// A name without the user's own words, with the extension by which services know the format.
	const upload = new File([await openAsBlob(file)], `recording.${format}`, {
		type: MEDIA_TYPES[format],
	});
	const body = { file: upload, model, ...form };
	const { audio } = client;
	const call =
		task === 'translate'
			? audio.translations.create(body as never, { signal })
			: audio.transcriptions.create(body as never, { signal });
	const { data, request_id: requestId } = await call.withResponse();
	return { data, requestId: requestId ?? undefined };
}
