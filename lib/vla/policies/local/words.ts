import type { Tensor } from 'onnxruntime-common';
import type { Backend } from '../../../inference/types';
import { throwOnOtherPorts } from './throw-on-other-ports';
import { runPart } from './run-part';

/** Token ids to what the decoder reads of them, [1, ids, numbers]. */
export type EmbedIds = (ids: number[]) => Promise<Tensor>;

const INPUT = 'input_ids';

/** Opens the table of words. */
export async function openWords(
	{ createSession, Tensor: TensorType }: Backend,
	file: string,
): Promise<EmbedIds> {
	const session = await createSession(file);
	const [output] = session.outputNames;
	throwOnOtherPorts(session, file, { inputs: [INPUT], outputs: [output] });
	return async (ids) => {
		const tensor = new TensorType('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
		const [embedded] = await runPart(session, file, { [INPUT]: tensor }, [output]);
		return embedded;
	};
}
