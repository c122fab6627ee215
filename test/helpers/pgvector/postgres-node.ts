import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { Client, type QueryResult } from 'pg';

/**
 * Stands in for n8n's own Postgres node where n8n is not installed: the operation Execute Query, its
 * parameters and its items; the query and its values go to the database as the workflow has them.
 */
export const postgresNode: INodeType = {
	description: {
		displayName: 'Postgres',
		name: 'postgres',
		group: ['input'],
		version: [2.6],
		description: 'Runs a query for each item',
		defaults: { name: 'Postgres' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'postgres', required: true }],
		properties: [
			{ displayName: 'Operation', name: 'operation', type: 'string', default: 'insert' },
			{ displayName: 'Query', name: 'query', type: 'string', default: '' },
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [
					{ displayName: 'Query Batching', name: 'queryBatching', type: 'string', default: '' },
					{ displayName: 'Parameters', name: 'queryReplacement', type: 'string', default: '' },
				],
			},
		],
	},
	async execute(this: IExecuteFunctions) {
		const client = await connect(await this.getCredentials('postgres'));
		try {
			const items: INodeExecutionData[] = [];
			for (const index of this.getInputData().keys()) {
				items.push(...(await runQuery(this, client, index)));
			}
			return [items];
		} finally {
			await client.end();
		}
	},
};

async function connect({ host, port, database, user, password }: IDataObject) {
	const settings = { host, port, database, user, password } as Record<string, string>;
	const client = new Client({ ...settings, port: Number(port) });
	await client.connect();
	return client;
}

async function runQuery(context: IExecuteFunctions, client: Client, index: number) {
	const query = context.getNodeParameter('query', index) as string;
	const values = context.getNodeParameter('options.queryReplacement', index, []) as unknown[];
	if (context.getNodeParameter('operation', index) !== 'executeQuery' || !Array.isArray(values)) {
		throw new Error('Only Execute Query stands here, with its parameters as a list.');
	}
	// Several statements in one text travel alone; so does a text without values.
	const result = await client.query(query, values.length > 0 ? values : undefined);
	const rows = [result as QueryResult | QueryResult[]].flat().flatMap((each) => each.rows);
	return (rows.length > 0 ? rows : [{ success: true }]).map((json) => ({
		json,
		pairedItem: { item: index },
	}));
}
