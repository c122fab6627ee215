const { MultimodalError } = require('../../../../dist/lib/errors');

exports.run = async ({ coded }) => {
	if (coded) throw new MultimodalError('media', 'NO_SOUND', 'There is no sound.', { tracks: 0 });
	throw new TypeError('an ordinary error');
};
