exports.run = async (input) => input;
