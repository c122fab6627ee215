exports.run = async ({ exitCode }) => process.exit(exitCode);
