exports.start = async () => {};
