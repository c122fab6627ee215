import { breathe } from './breathe';

interface Pace {
	/** Items that are being made or wait, together. */
	ahead: number;
	/** Most in one batch. */
	atMost: number;
	signal: AbortSignal;
}

/**
 * Makes items a bounded number ahead and gives what is ready, at least one and at most `atMost` at once.
 * An item made into undefined is left out. `make` must not reject.
 */
export async function* readyBatches<Item, Made>(
	items: Item[],
	make: (item: Item, index: number) => Promise<Made | undefined>,
	{ ahead, atMost, signal }: Pace,
): AsyncGenerator<Made[]> {
	const ready: Made[] = [];
	let started = 0;
	let running = 0;
	let wake = () => {};
	const onAbort = () => wake();
	const start = async (index: number) => {
		running += 1;
		const made = await make(items[index], index);
		running -= 1;
		if (made !== undefined) ready.push(made);
		wake();
	};
	signal.addEventListener('abort', onAbort);
	try {
		for (;;) {
			while (started < items.length && running + ready.length < ahead) void start(started++);
			await breathe(signal);
			if (ready.length > 0) yield ready.splice(0, atMost);
			else if (running > 0) await new Promise<void>((resolve) => (wake = resolve));
			else if (started === items.length) return;
		}
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
