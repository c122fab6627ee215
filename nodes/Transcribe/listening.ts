import type { IDataObject } from 'n8n-workflow';
import type { HostedTranscript } from '../../lib/hosted/transcription/types';
import type { Engine } from './engine';

/** What both engines give of a recording. The local one tells all that a segment has room for. */
export type Heard = Pick<HostedTranscript, 'text' | 'language' | 'duration' | 'segments'>;

/** What came of listening, and who listened. */
export interface Account {
	heard: Heard;
	/** Sentences for above the output. */
	warnings: string[];
	usage: IDataObject;
	engine: Engine;
	model: string;
}

/** A recording, or a channel of it, that is yet to be listened to. */
export interface Listening {
	/** Its channel, counted from 1, where the channels are told apart: it goes into the output. */
	label?: { channel: number };
	/** Takes the name of the recording, for the warnings. */
	listen(name: string): Promise<Account>;
}
