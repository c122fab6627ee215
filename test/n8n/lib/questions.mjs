/** n8n's nodes that make an item of each of these, to stand in the place of an Input. */
export const askAll = (questions) => [
	{
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ questions }), options: {} },
	},
	{
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'questions', include: 'noOtherFields', options: {} },
	},
];
