/** Samples the video of argv[2], then the one of argv[3]; prints by how many bytes the second made this process grow at most. */
const { openHarness } = require('../../scripts/lib/harness.js');

const workflow = (filePath) => ({
	name: 'large',
	nodes: [
		{
			id: 'a',
			name: 'Input',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'b',
			name: 'Sample Video',
			type: 'n8n-nodes-multimodal.sampleVideo',
			typeVersion: 1,
			position: [220, 0],
			parameters: {
				operation: 'sample',
				inputSource: 'path',
				filePath,
				strategy: 'count',
				count: 8,
			},
		},
	],
	connections: { Input: { main: [[{ node: 'Sample Video', type: 'main', index: 0 }]] } },
});

void (async () => {
	const [small, large] = process.argv.slice(2);
	const harness = await openHarness();
	const run = async (filePath) => {
		const { error, lastItems } = await harness.run(workflow(filePath));
		if (error) throw error;
		return lastItems.length;
	};
	// What the first run of all loads is not the file's.
	await run(small);
	const beforeBytes = process.memoryUsage.rss();
	let mostBytes = beforeBytes;
	const timer = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage.rss())), 10);
	const items = await run(large);
	clearInterval(timer);
	await harness.close();
	process.stdout.write(JSON.stringify({ items, growthBytes: mostBytes - beforeBytes }), () =>
		process.exit(),
	);
})();
