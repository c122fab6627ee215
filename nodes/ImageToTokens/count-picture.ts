import type { ImageSize } from '../../lib/media/image/types';
import type { ItemRun } from '../../lib/n8n/run-items';
import { countForModels } from '../../lib/tokens/compare';
import { findByName, isClaude } from '../../lib/tokens/models';
import type { CountOptions } from '../../lib/tokens/types';
import { countByService, type ServiceCount } from './count-by-service';
import type { CountMethod } from './count-method';
import { countInputErrors } from './count-errors';

export type Counted = ServiceCount & { method: CountMethod };

interface Question {
	names: string[];
	size: ImageSize & { file?: string };
	asked: CountOptions;
	method: CountMethod;
	price?: number;
}

/** What a picture costs on each model, once each, in order; models that have no counting service by formula. */
export async function countPicture(itemRun: ItemRun, question: Question): Promise<Counted[]> {
	const { names, size, asked, method, price } = question;
	const { width, height, file } = size;
	if (method === 'api' && file === undefined) throw countInputErrors('COUNT_NEEDS_PICTURE', {});
	const counts: Counted[] = [];
	for (const name of names) {
		const model = findByName(name)?.name ?? name;
		if (counts.some((count) => count.model === model)) continue;
		const byFormula = () => countForModels([name], { width, height }, asked, price)[0];
		if (method === 'api' && file !== undefined && isClaude(name)) {
			// A model too new for the table has no formula.
			const known = findByName(name) && byFormula();
			const counted = await countByService(itemRun, name, file, price);
			counts.push({ ...known, ...counted, method: 'api' });
		} else {
			counts.push({ ...byFormula(), method: 'formula' });
		}
	}
	return counts;
}
