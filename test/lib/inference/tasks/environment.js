exports.run = async () => process.env;
