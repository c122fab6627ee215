import { defineErrors } from '../../lib/errors';

/** What stands in the way of asking about pictures. */
export const askInputErrors = defineErrors('input', {
	NO_PICTURE: () =>
		'There is no picture to ask about: the field that says where it is names none. Put a node that reads or downloads a picture before this one and type the name of its binary field, or set Input to "File Path" or "URL".',
	PICTURES_TOO_MANY: (d: { found: number; maximum: number; service: string }) =>
		`One message to ${d.service} holds at most ${d.maximum} pictures, but there are ${d.found}. Send fewer at once, or set "Items" to "One Message an Item".`,
});
