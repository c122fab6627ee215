const { dest, src } = require('gulp');

/** Copies what tsc leaves behind: icons and codex files, beside their compiled nodes. */
function build() {
	return src('nodes/**/*.{svg,node.json}', { base: '.', encoding: false }).pipe(dest('dist'));
}

module.exports = { build, default: build };
