import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shutdownEngines } from '../../../../lib/inference/pool';
import { transcribeByService } from '../../../../lib/hosted/transcription/transcribe';
import type {
	HostedTranscription,
	HostedTranscriptionOptions,
} from '../../../../lib/hosted/transcription/types';
import type { Service } from '../../../../lib/hosted/types';
import {
	startTranscriptionServer,
	type Heard,
	type TranscriptionServer,
	type TranscriptionServerOptions,
	type Upload,
} from '../../../helpers/hosted/transcription-server';
import { AUDIO } from '../../../helpers/media';

export const recording = (name: string) => path.join(AUDIO, name);

export const KEY = `sk-${randomUUID()}`;

/** Says in which upload a sentence was heard, with the times of three words in its first second. */
export function countingListener(): (upload: Upload) => Heard {
	let count = 0;
	return () => {
		const words = [` Number ${++count}`, ' is', ' here.'].map((word, index) => ({
			...{ word, start: index / 4, end: (index + 1) / 4 },
		}));
		const text = words.map(({ word }) => word).join('');
		return { text, language: 'english', segments: [{ start: 0, end: 1, text, words }] };
	};
}

/** Servers and folders of a test file, gone after it. */
export function useServers() {
	const open: TranscriptionServer[] = [];
	const folder = mkdtempSync(path.join(tmpdir(), 'transcription-test-'));
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (server) => await server.close()));
	});
	afterAll(async () => {
		await shutdownEngines();
		rmSync(folder, { recursive: true, force: true });
	});

	async function start(
		options: Partial<TranscriptionServerOptions> = {},
	): Promise<TranscriptionServer> {
		const server = await startTranscriptionServer({
			...{ listen: countingListener(), apiKey: KEY },
			...options,
		});
		open.push(server);
		return server;
	}

	/** Has a recording transcribed. */
	async function transcribe(
		server: TranscriptionServer,
		request: Partial<HostedTranscription> & { service?: Partial<Service> } = {},
		options?: HostedTranscriptionOptions,
	) {
		const { service: changes, ...choice } = request;
		const service: Service = {
			...{ provider: 'openAi', baseUrl: server.baseUrl, apiKey: KEY, fetch },
			...{ timeoutMs: 60_000, maximumRetries: 0, ...changes },
		};
		const whole: HostedTranscription = {
			audioPath: recording('jfk.flac'),
			folder: mkdtempSync(path.join(folder, 'run-')),
			...{ task: 'transcribe', model: 'whisper-1', temperature: 0 },
			...{ timestamps: 'segment', diarize: false, channel: 'mix' },
			...choice,
		};
		return await transcribeByService(service, whole, options);
	}
	return { folder, start, transcribe };
}
