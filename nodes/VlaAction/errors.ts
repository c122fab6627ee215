import { defineErrors } from '../../lib/errors';

/** What stands in the way of asking a policy. */
export const vlaNodeError = defineErrors('input', {
	WORKSPACE_OF_JOINTS: () =>
		'The option "Workspace" limits where a hand goes, but this robot is moved by its joints, so it cannot be checked. Remove the option, and limit the joints by "Max Joint Step".',
	POLICY_SERVER_MISSING: () =>
		'This node needs to know where the policy\'s server is, but no credential is chosen. Open the node, choose one under "Credential for Robot Policy Server API" at the top, or create one there with "Create new credential".',
});
