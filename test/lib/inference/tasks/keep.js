let made = 0;

/** Makes a thing once; the first making fails when asked to. */
exports.run = async ({ fail }, { keep }) =>
	await keep('thing', async () => {
		made += 1;
		if (fail) throw new Error('not this time');
		return made;
	});
