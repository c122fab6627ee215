import type { IDataObject } from 'n8n-workflow';
import { oneOf } from '../../lib/n8n/choices';
import type { ItemRun } from '../../lib/n8n/run-items';
import { observe, type Seen } from './observe';
import { POLICIES } from './policies';
import type { OpenPolicy } from './policies/types';
import { readCapturedAt } from './robot-options';

/** What an item asks, and whom. */
export interface Question {
	/** Value of the field Policy. */
	engine: string;
	open: OpenPolicy;
	seen: Seen;
	instruction: string;
	unnormKey?: string;
	signal?: AbortSignal;
}

/** Whom an item asks, ready to be asked. */
export async function openPolicy(run: ItemRun, raw: IDataObject) {
	const found = run.context.getNodeParameter('policy', run.itemIndex);
	const engine = oneOf('Policy', Object.keys(POLICIES), found);
	return { engine, open: await POLICIES[engine].open(run, raw) };
}

/** Reads an item's fields and pictures. */
export async function readQuestion(
	run: ItemRun,
	{ engine, open }: Pick<Question, 'engine' | 'open'>,
	startedAtMs: number,
	raw: IDataObject,
): Promise<Question> {
	const { context, itemIndex, signal } = run;
	const parameter = (name: string) =>
		String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	return {
		...{ engine, open },
		seen: await observe(run, { startedAtMs, saidMs: readCapturedAt(raw) }),
		instruction: parameter('instruction'),
		unnormKey: parameter('unnormKey') || undefined,
		signal,
	};
}
