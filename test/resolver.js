const path = require('node:path');

const dist = path.join(__dirname, '../dist');

/** Tests import the source tree's names and get the compiled files; packages keep their own `../lib`. */
module.exports = (request, options) => {
	const [, compiled] = /^(?:\.\.\/)+((?:lib|nodes|credentials)\/.*)$/.exec(request) ?? [];
	const isTest = path.relative(__dirname, options.basedir).split(path.sep)[0] !== '..';
	return options.defaultResolver(compiled && isTest ? path.join(dist, compiled) : request, options);
};
