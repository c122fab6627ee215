import { defineErrors } from '../../errors';
import { waitInWords } from '../retry-after';

/** What every failure of a policy server tells: scheme, host and port. */
interface At {
	origin: string;
}

/** What is wrong with what was set on the node. */
export const policyInputError = defineErrors('input', {
	POLICY_ADDRESS_INVALID: (d: { schemes: string[] }) =>
		`Expected the address of the policy server to begin with ${d.schemes.join(' or ')} and to have no login in it, for example ${d.schemes[0]}localhost:8000. Correct it in the credential.`,
	POLICY_KEY_MALFORMED: () =>
		'The API key of the policy server has characters that no key has, such as a space or a line break. Open the credential and paste the key again, alone.',
	POLICY_OBSERVATION_STALE: (d: { ageMs: number; maximumMs: number }) =>
		`The picture was ${d.ageMs} ms old before the policy could be asked; at most ${d.maximumMs} ms are allowed. Take a new one.`,
});

/** What a policy server answered instead of an action. */
export const policyServerError = defineErrors('service', {
	POLICY_SERVER_FAILED: (d: At & { advice: string }) =>
		`The policy server at ${d.origin} failed at this question; all it tells is "error". ${d.advice} The server's own log says which it is.`,
	POLICY_SERVER_RAISED: (d: At & { reason: string }) =>
		`The policy server at ${d.origin} failed at this question (${d.reason}). Check that the robot, the cameras and the state set on the node are those that its policy was trained on; its own log tells more.`,
	POLICY_SERVER_WORDS: (d: At & { start: string }) =>
		`The policy server at ${d.origin} answered with words instead of an action. They begin: ${d.start} Check that the address leads to a policy server.`,
	POLICY_REQUEST_REFUSED: (d: At & { status: number; reason?: string }) =>
		`The policy server at ${d.origin} does not understand the question${because(d)}. Check that the policy chosen on the node is the one that this server runs.`,
	POLICY_KEY_REFUSED: (d: At & { status: number; reason?: string }) =>
		`The policy server at ${d.origin} does not let this node in${because(d)}. Open the credential of the policy server and enter a valid API key.`,
	POLICY_PATH_UNKNOWN: (d: At & { status: number; reason?: string }) =>
		`There is no policy server at this address of ${d.origin}${because(d)}. Check the port and the path, and that the policy chosen on the node is the one that this server runs.`,
	POLICY_SERVER_STATUS: (d: At & { status: number; reason?: string }) =>
		`The policy server at ${d.origin} could not answer${because(d)}. Look into its log, and whether a proxy stands in between.`,
	POLICY_REPLY_UNREADABLE: (d: { reason: string }) =>
		`The policy server's answer cannot be read (${d.reason}). Check that the policy chosen on the node is the one that this server runs, and that nothing stands in between.`,
	POLICY_SOCKET_BLOCKED: (d: At & { status: number; reason?: string }) =>
		`An openpi server is alive at ${d.origin}, but no WebSocket to it opens${because(d)}. A proxy in between must let WebSockets through (the headers Upgrade and Connection); or use the server's own port.`,
	POLICY_GREETING_WRONG: (d: At & { reason: string }) =>
		`The server at ${d.origin} does not begin as openpi's policy servers do (${d.reason}). Check the port and the path.`,
});

/** What went wrong on the way to a policy server. */
export const policyNetworkError = defineErrors('network', {
	POLICY_TIMEOUT: (d: At & { timeoutMs: number }) =>
		`The policy server at ${d.origin} had not answered after ${waitInWords(d.timeoutMs)}. A server computes for one robot at a time: give each robot its own, or raise the time limit in the options.`,
	POLICY_CONNECTION_LOST: (d: At & { reason: string }) =>
		`The connection to the policy server at ${d.origin} ended before the answer came (${d.reason}). The next question connects anew; if this happens again, look into the server's log.`,
	POLICY_REPLY_TOO_LARGE: (d: At & { maximumBytes: number }) =>
		`The policy server at ${d.origin} sent more than ${Math.round(d.maximumBytes / 1_000_000)} MB, which no action has. Check the address.`,
});

/** ` (404: server's words)`, as far as there is something to tell. */
function because({ status, reason }: { status: number; reason?: string }): string {
	return ` (${[status, reason].filter((part) => part !== undefined && part !== '').join(': ')})`;
}
