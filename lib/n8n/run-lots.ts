import type { IExecuteFunctions } from 'n8n-workflow';
import { MultimodalError, throwIfCancelled } from '../errors';
import { ITEMS_READ_AT_ONCE, LOT_ITEMS } from '../limits';
import { openWorkspace, type Workspace } from '../media/workspace';
import { attempt, type Outcome } from './attempt';
import { mapAtOnce } from '../map-at-once';
import type { ItemRun } from './run-items';

/** An item that was read. */
export interface LotMember<Read> {
	itemIndex: number;
	read: Read;
}

/** What is done with items that were read. */
export interface LotWork<Read, Result> {
	/** Items of a lot with the same key are worked on together; absent: all of them. */
	keyOf?(read: Read): string;
	/** One result a member, in order; an error is of its member alone. */
	work(
		members: Array<LotMember<Read>>,
		signal?: AbortSignal,
	): Promise<Array<Result | MultimodalError>>;
}

/** How a node works that takes many items at once. */
export interface LotAction<Read, Result> extends LotWork<Read, Result> {
	/** Reads an item: its parameters, and its files into the folder, which lasts for the item's lot. */
	read(run: ItemRun): Promise<Read>;
}

/**
 * Runs an action on all input items in lots of LOT_ITEMS and gives one outcome an item, in order. The
 * next lot is read while the present one is worked on, so the disk holds the files of two lots at most.
 */
export async function runLots<Read, Result>(
	context: IExecuteFunctions,
	action: LotAction<Read, Result>,
): Promise<Array<Outcome<Result>>> {
	const end = new AbortController();
	const stopSignal = context.getExecutionCancelSignal();
	const signal = stopSignal ? AbortSignal.any([stopSignal, end.signal]) : end.signal;
	const { length } = context.getInputData();
	const lots = Array.from(
		{ length: Math.ceil(length / LOT_ITEMS) },
		(_, place) => new Lot<Read>(place * LOT_ITEMS, Math.min((place + 1) * LOT_ITEMS, length)),
	);
	const outcomes: Array<Outcome<Result>> = [];
	let reading: Promise<void> | undefined;
	try {
		reading = lots[0]?.read(context, action, signal);
		for (const [place, lot] of lots.entries()) {
			await reading;
			reading = lots[place + 1]?.read(context, action, signal);
			// What fails there is told at its turn.
			reading?.catch(() => undefined);
			outcomes.push(...(await workOn(context, action, lot.items, signal)));
			await lot.close();
		}
		return outcomes;
	} finally {
		end.abort();
		// Nothing may be written any more into a folder that goes away.
		await Promise.allSettled([reading]);
		for (const lot of lots) await lot.close();
	}
}

/**
 * What takes all results at once, after the lots: one new result for each. Where it fails, it fails
 * for every item that came so far.
 */
export async function runTogether<Result, Final>(
	context: IExecuteFunctions,
	outcomes: Array<Outcome<Result>>,
	work: LotWork<Result, Final>['work'],
): Promise<Array<Outcome<Final>>> {
	const lot = outcomes.map((outcome, itemIndex) => ({ ...outcome, itemIndex }));
	return await workOn(context, { work }, lot, context.getExecutionCancelSignal());
}

type ReadItem<Read> = Outcome<Read> & { itemIndex: number };

/** Some items in a row, and the folder that holds their files. */
class Lot<Read> {
	items: Array<ReadItem<Read>> = [];
	private workspace?: Promise<Workspace>;

	constructor(
		private readonly from: number,
		private readonly to: number,
	) {}

	/** Reads some items at once; once it settles nothing is written into the folder any more. */
	async read<Result>(
		context: IExecuteFunctions,
		action: LotAction<Read, Result>,
		signal: AbortSignal,
	): Promise<void> {
		const itemIndexes = Array.from({ length: this.to - this.from }, (_, n) => this.from + n);
		const pace = { atOnce: ITEMS_READ_AT_ONCE, signal };
		this.items = await mapAtOnce(itemIndexes, pace, async (itemIndex, ended) => {
			const readItem = async () => {
				throwIfCancelled(ended);
				this.workspace ??= openWorkspace();
				const { folder } = await this.workspace;
				return await action.read({ context, itemIndex, folder, signal: ended });
			};
			return { ...(await attempt(context, itemIndex, readItem)), itemIndex };
		});
	}

	/** Lets go of the files and of what was read. */
	async close(): Promise<void> {
		const workspace = await this.workspace?.catch(() => undefined);
		await workspace?.close();
		this.workspace = undefined;
		this.items = [];
	}
}

/** The outcomes of a lot, in order. What could not be read is one already. */
async function workOn<Read, Result>(
	context: IExecuteFunctions,
	action: LotWork<Read, Result>,
	lot: Array<ReadItem<Read>>,
	signal?: AbortSignal,
): Promise<Array<Outcome<Result>>> {
	const outcomes = new Map<number, Outcome<Result>>();
	for (const members of groupsOf(lot, action)) {
		let working: ReturnType<typeof action.work> | undefined;
		for (const [place, { itemIndex }] of members.entries()) {
			const take = async () => {
				working ??= action.work(members, signal);
				return valueOf((await working)[place]);
			};
			outcomes.set(itemIndex, await attempt(context, itemIndex, take));
		}
	}
	return lot.map((item) => (item.ok ? outcomes.get(item.itemIndex)! : item));
}

function groupsOf<Read, Result>(
	lot: Array<ReadItem<Read>>,
	{ keyOf }: LotWork<Read, Result>,
): Array<Array<LotMember<Read>>> {
	const groups = new Map<string, Array<LotMember<Read>>>();
	for (const item of lot) {
		if (!item.ok) continue;
		const member = { itemIndex: item.itemIndex, read: item.result };
		const key = keyOf?.(member.read) ?? '';
		const group = groups.get(key);
		if (group) group.push(member);
		else groups.set(key, [member]);
	}
	return [...groups.values()];
}

function valueOf<Result>(result: Result | MultimodalError): Result {
	if (result instanceof MultimodalError) throw result;
	return result;
}
