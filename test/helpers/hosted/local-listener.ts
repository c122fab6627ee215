import path from 'node:path';
import type { ResolvedModel } from '../../../lib/models/types';
import { transcribe } from '../../../lib/whisper/client';
import type { Heard } from './transcription-reply';
import type { Upload } from './transcription-server';

const folder = path.resolve(__dirname, '../../../models/whisper-tiny.en');
const part = (stem: string) => path.join(folder, 'onnx', `${stem}_quantized.onnx`);

/** The model that comes with the package: English. */
export const INCLUDED_MODEL: ResolvedModel = {
	name: 'whisper-tiny.en',
	id: 'server whisper-tiny.en',
	folder,
	parts: {
		encoder_model: part('encoder_model'),
		decoder_model_merged: part('decoder_model_merged'),
	},
	dtypes: {},
};

/** Hears an upload with the package's own Whisper. End the engines after the tests. */
export async function listenLocally({ file }: Pick<Upload, 'file'>): Promise<Heard> {
	const { result } = await transcribe({
		model: INCLUDED_MODEL,
		device: 'cpu',
		request: {
			...{ audioPath: file.path, channel: 'mix', task: 'transcribe', timestamps: 'word' },
			...{ vad: true, temperature: 0, beamSize: 1 },
		},
	});
	return { text: result.text, language: 'english', segments: result.segments };
}
