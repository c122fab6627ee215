import type { Progress } from './types';

/** Nobody reads faster, and each message is work for n8n's event loop. */
const INTERVAL_MS = 100;

/** Passes on each new stage, and within a stage no more than ten messages a second and the end. */
export function throttleProgress(
	send: (progress: Progress) => void,
	now: () => number = Date.now,
): (progress: Progress) => void {
	let stage: string | undefined;
	let sentAtMs = 0;
	return ({ stage: nextStage, fraction }) => {
		const isNews = nextStage !== stage || fraction === 1 || now() - sentAtMs >= INTERVAL_MS;
		if (!isNews) return;
		stage = nextStage;
		sentAtMs = now();
		send({ stage: nextStage, fraction });
	};
}
