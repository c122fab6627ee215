/** The items of a node's first output, from what `n8n execute --rawOutput` printed; log lines lie around it. */
export function itemsOf(stdout, nodeName) {
	const [report] = /^\{$[^]*?^\}$/m.exec(stdout) ?? [];
	if (report === undefined) return [];
	const { data } = JSON.parse(report);
	return data.resultData.runData[nodeName]?.[0]?.data?.main?.[0] ?? [];
}
