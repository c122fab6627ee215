/** Tells what it got; over a picture whose width `data` refuses it fails. */
exports.createFinish = (data) => async (pictures) =>
	pictures.map(({ original: { width } }) => {
		if (data === `refuses ${width}`) throw new Error('refused');
		return { data, width, together: pictures.length };
	});
