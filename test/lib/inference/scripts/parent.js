/** A stand-in for n8n: runs one task, prints each progress stage; then ends by itself if it can. */
const { runTask } = require('../../../../dist/lib/inference/pool');

const [taskModule, input] = process.argv.slice(2);

runTask({
	engine: { modelId: 'parent', device: 'cpu' },
	taskModule,
	input: JSON.parse(input),
	onProgress: ({ stage }) => console.log(stage),
}).then(({ output }) => console.log(JSON.stringify(output)));
