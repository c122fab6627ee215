import { optionsCollection } from '../../lib/n8n/options-collection';
import { showFor } from '../../lib/n8n/show-for';
import { askOptionFields } from './ask-options';
import { operationsOfBoth } from './engine';
import { hostedListeningFields } from './hosted-options';
import { localFields } from './local-options';
import { channelField, textFields } from './text-options';

/** The Options collection. What one engine or operation has no use for is not shown with it. */
export const optionsParameter = optionsCollection([
	...showFor({ '/operation': [...operationsOfBoth, 'detectLanguage'] }, [channelField]),
	...showFor({ '/operation': operationsOfBoth }, textFields),
	...localFields,
	...showFor({ '/operation': operationsOfBoth, '/engine': ['openAi'] }, hostedListeningFields),
	...showFor({ '/operation': ['ask'] }, askOptionFields),
]);
