/** An answer of at least `bytes` bytes. */
exports.run = async ({ bytes }) => ({ text: 'é'.repeat(bytes / 2) });
