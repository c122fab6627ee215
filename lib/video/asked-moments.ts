const NUMBER = String.raw`(\d+(?:\.\d+)?)`;

/** Ways to name a moment, and how its parts become seconds. */
const FORMS: Array<[RegExp, (...parts: number[]) => number]> = [
	[
		/(?<![\d:.])(?:(\d+):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)(?![\d:])/g,
		(hours, minutes, seconds) => hours * 3600 + minutes * 60 + seconds,
	],
	[new RegExp(String.raw`\bsec(?:onds?|s)?\s+${NUMBER}`, 'gi'), (seconds) => seconds],
	[new RegExp(String.raw`\b${NUMBER}(?:st|nd|rd|th)?\s*(?:s|secs?|seconds?)\b`, 'gi'), (s) => s],
	[new RegExp(String.raw`\bmin(?:utes?|s)?\s+${NUMBER}(?![\d:])`, 'gi'), (minutes) => minutes * 60],
];

/** The moments a question names, in seconds and in order, each once: `second 75`, `75 s`, `1:15`, `00:01:15`, `minute 3`. */
export function findAskedMoments(question: string): number[] {
	const found = FORMS.flatMap(([form, toSeconds]) =>
		[...question.matchAll(form)].map(([, ...parts]) =>
			toSeconds(...parts.map((part) => Number(part ?? 0))),
		),
	);
	return [...new Set(found)].sort((one, other) => one - other);
}
