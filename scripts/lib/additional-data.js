/** What a running workflow asks of the server around it: here, as little as possible. */
function createAdditionalData(core, workflowJson, credentials) {
	const executionId = '1';
	return {
		executionId,
		hooks: new core.ExecutionLifecycleHooks('manual', executionId, workflowJson),
		currentNodeExecutionIndex: 0,
		credentialsHelper: createCredentialsHelper(credentials),
		variables: {},
		// The engine makes URLs of these for every parameter; nothing answers there.
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		setExecutionStatus() {},
		sendDataToUI() {},
		logAiEvent() {},
		async getRunExecutionData() {
			return undefined;
		},
		async executeWorkflow() {
			throw new Error('Sub-workflows do not run here: run the sub-workflow on its own.');
		},
	};
}

/** `credentials` holds the secrets by the type of credential: one of a type is enough here. */
const createCredentialsHelper = (credentials = {}) => ({
	getParentTypes: () => [],
	isCredentialUsableByNode: () => true,
	async getDecrypted(_data, _credentials, type) {
		if (Object.hasOwn(credentials, type)) return credentials[type];
		throw new Error(`There are no credentials here, and a node asks for "${type}".`);
	},
	getCredentialsProperties: () => [],
});

module.exports = { createAdditionalData };
