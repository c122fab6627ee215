import { switchOf } from '../../lib/n8n/choices';
import { inputErrors } from '../../lib/n8n/errors';
import { readModelReference } from '../../lib/n8n/model-parameter';
import type { ItemRun } from '../../lib/n8n/run-items';
import type { SampleOptions } from '../../lib/video/client';
import type { Strategy } from '../../lib/video/types';
import { prepareJob } from '../shared/clip-settings';
import type { VideoOptions } from './options';

/** The model that looks at the frames, and what it looks for; none where no model is asked for. */
export async function readClip(
	run: ItemRun,
	strategy: Strategy,
	{ device, dtype, offline }: VideoOptions,
): Promise<SampleOptions['clip']> {
	const { context, itemIndex, signal } = run;
	const query = strategy === 'relevant' ? readQuery(run) : undefined;
	if (query === undefined && !(strategy === 'informative' && usesModel(run))) return undefined;
	const reference = readModelReference(context, itemIndex);
	const settings = { reference, device, dtype, offline };
	return { job: await prepareJob(context, settings, signal), query };
}

function readQuery({ context, itemIndex }: ItemRun): string {
	const query = String(context.getNodeParameter('query', itemIndex, '') ?? '').trim();
	if (query !== '') return query;
	throw inputErrors('EMPTY_FIELD', { name: 'What to Look For', example: 'a dog on the beach' });
}

function usesModel({ context, itemIndex }: ItemRun): boolean {
	const found = context.getNodeParameter('useModel', itemIndex, false);
	return switchOf('Look with a Model', found, false);
}
