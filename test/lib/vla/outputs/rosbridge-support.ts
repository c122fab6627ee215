import { MultimodalError } from '../../../../lib/errors';
import type { RosMessages } from '../../../../lib/vla/outputs/rosbridge';
import {
	closeRosbridgeConnections,
	sendToRosbridge,
} from '../../../../lib/vla/outputs/rosbridge-client';
import { waitFor } from '../../../helpers/processes';
import { startRosbridgeServer, type RosbridgeServer } from '../../../helpers/rosbridge-server';

export const ZERO = { x: 0, y: 0, z: 0 };
export const STOP = { linear: ZERO, angular: ZERO };
export const passage = async () => ({});

/** A rosbridge server for each test, and what is sent to it. */
export function useRosbridge() {
	let server: RosbridgeServer;
	beforeEach(async () => (server = await startRosbridgeServer()));
	afterEach(async () => {
		closeRosbridgeConnections();
		await server.close();
	});
	const way = (timeoutMs = 5000) => ({ address: server.address, passage, timeoutMs });
	return {
		get server() {
			return server;
		},
		way,
		send: async (action: RosMessages, signal?: AbortSignal, timeoutMs?: number) =>
			await sendToRosbridge(way(timeoutMs), action, { signal }),
		/** What was published, once it is so much. */
		arrived: async (count: number) =>
			await waitFor(() => (server.published.length >= count ? server.published : undefined)),
	};
}

/** The coded error that the work ends with. */
export const failure = async (work: Promise<unknown>) => {
	const error = await work.catch((found: unknown) => found);
	expect(error).toBeInstanceOf(MultimodalError);
	return error as MultimodalError;
};
