/**
 * As much of n8n's own nodes as examples/vla-loop.json uses, for machines without n8n: the fields are n8n's, and n8n's
 * engine reads them, expressions and conditions too. `npm run test:n8n` runs the same file on n8n's own.
 */
const { setTimeout: sleep } = require('node:timers/promises');

const field = (name, type) => ({ displayName: name, name, type, default: '' });

const description = (name, outputs, properties) => ({
	displayName: name,
	name,
	group: ['transform'],
	version: [1, 1.1, 2, 2.2, 4.2],
	description: "Stands in for n8n's own",
	defaults: { name },
	inputs: ['main'],
	outputs,
	properties,
});

/** Sends each item's request; its answer is JSON, or a file where one is asked for. */
const httpRequest = {
	description: description(
		'httpRequest',
		['main'],
		[
			...['method', 'url', 'jsonBody'].map((name) => field(name, 'string')),
			field('sendBody', 'boolean'),
			field('options', 'json'),
		],
	),
	async execute() {
		const answers = this.getInputData().map(async (_, item) => {
			const parameter = (name, fallback) => this.getNodeParameter(name, item, fallback);
			const { responseFormat, outputPropertyName = 'data' } =
				parameter('options', {}).response?.response ?? {};
			const isFile = responseFormat === 'file';
			const answer = await this.helpers.httpRequest({
				method: parameter('method', 'GET'),
				url: parameter('url'),
				...(parameter('sendBody', false) && { body: JSON.parse(parameter('jsonBody')) }),
				...(isFile ? { encoding: 'arraybuffer' } : { json: true }),
			});
			const pairedItem = { item };
			if (!isFile) return { json: answer, pairedItem };
			const file = await this.helpers.prepareBinaryData(Buffer.from(answer));
			return { json: {}, binary: { [outputPropertyName]: file }, pairedItem };
		});
		return [await Promise.all(answers)];
	},
};

/** Hands its items on after so many seconds. */
const wait = {
	description: description('wait', ['main'], [field('amount', 'number')]),
	async execute() {
		await sleep(this.getNodeParameter('amount', 0) * 1000);
		return [this.getInputData()];
	},
};

/** Items for which the conditions hold go to the first output. */
const ifNode = {
	description: description('if', ['main', 'main'], [field('conditions', 'filter')]),
	async execute() {
		const holds = (item) =>
			this.getNodeParameter('conditions', item, false, { extractValue: true }) === true;
		const items = this.getInputData();
		return [items.filter((_, item) => holds(item)), items.filter((_, item) => !holds(item))];
	},
};

module.exports = {
	standIns: {
		'n8n-nodes-base.httpRequest': httpRequest,
		'n8n-nodes-base.if': ifNode,
		'n8n-nodes-base.wait': wait,
	},
};
