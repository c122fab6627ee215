import { defineErrors } from '../../lib/errors';
import { inputErrors } from '../../lib/n8n/errors';

/** What stands in the way of asking a policy. */
export const vlaNodeError = defineErrors('input', {
	WORKSPACE_OF_JOINTS: () =>
		'The option "Workspace" limits where a hand goes, but this robot is moved by its joints, so it cannot be checked. Remove the option, and limit the joints by "Max Joint Step".',
	WORKSPACE_EMPTY: () =>
		'The option "Workspace" is there, but limits nothing. Add a box and write into X, Y or Z from where to where the hand may go, such as 0.2, 0.6 (an expression may stand in each of them, but not for the whole option), or take the option away.',
	OPTION_NOT_FOUND: (d: { name: string }) =>
		`The option "${d.name}" is set, but its expression found nothing. Nobody is asked, as it may be a limit. Correct the expression, give it a value for this case (?? and the value behind it), or take the option away.`,
	STATE_NOT_FOUND: () =>
		'The field "Robot State" is set, but its expression found nothing. Nobody is asked, as a policy that is not told where the robot is moves it elsewhere. Correct the expression, or empty the field.',
	ACTION_SENT_ALREADY: ({ failure }: { failure?: string }) =>
		`An earlier try of this run has sent this item's action to the robot already, so it is not sent again: the robot would move twice on one picture. ${failure === undefined ? '' : `What failed after it was sent: ${failure} `}See that the robot stands still, and turn "Retry On Fail" off in the node's settings.`,
	POLICY_SERVER_MISSING: () =>
		'This node needs to know where the policy\'s server is, but no credential is chosen. Open the node, choose one under "Credential for Robot Policy Server API" at the top, or create one there with "Create new credential".',
});

/** INVALID_CHOICE: what a field or an option was given, of whatever kind, is not what it takes. */
export const invalidValue = (name: string, expected: string, found: unknown) =>
	inputErrors('INVALID_CHOICE', {
		name,
		expected,
		found: typeof found === 'string' ? found : JSON.stringify(found),
	});
