/** Counts and prints what holds and what does not. The last line is `N passed, N failed, N skipped`. */
export function createChecks() {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	const print = (line) => process.stdout.write(`${line}\n`);
	return {
		get failed() {
			return counts.failed;
		},
		step: (title) => print(`\n${title}`),
		note: (text) => print(`    ${text}`),
		check(claim, holds, found) {
			counts[holds ? 'passed' : 'failed']++;
			print(
				holds
					? `  ok   ${claim}`
					: `  FAIL ${claim}\n       found: ${String(found).slice(0, 2000)}`,
			);
		},
		fail(claim, error) {
			counts.failed++;
			print(`  FAIL ${claim}\n       ${error?.stack ?? error}`);
		},
		skip(claim, reason) {
			counts.skipped++;
			print(`  skip ${claim}: ${reason}`);
		},
		end() {
			const { passed, failed, skipped } = counts;
			print(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
			process.exitCode = failed > 0 ? 1 : 0;
		},
	};
}
