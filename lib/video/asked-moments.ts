import { findTimes } from './asked-times';
import { isMoment } from './length-words';

/** The moments a question names, in seconds and in order, each once: `second 75`, `75 s`, `2 min 30 s`, `1:15`, `00:01:15`, `minute 3`, `at 3 minutes`; not lengths, like `the last 10 seconds`. */
export function findAskedMoments(question: string): number[] {
	const moments = findTimes(question).filter((time) => isMoment(question, time));
	return [...new Set(moments.map(({ seconds }) => seconds))].sort((one, other) => one - other);
}
