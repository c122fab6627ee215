import { MAXIMUM_SAMPLED_FRAMES } from '../limits';
import { videoInputError } from './errors';
import type { SampleRequest } from './types';

/** Throws NUMBER_INVALID or END_BEFORE_START before anything is read. */
export function checkRequest(request: SampleRequest): void {
	const { startSeconds = 0, endSeconds, maximumWidth, budget, scenes } = request;
	if (request.strategy === 'interval')
		above0('the seconds between frames', request.intervalSeconds);
	if (request.strategy !== 'interval' && request.strategy !== 'scenes') {
		whole('the number of frames', request.count, MAXIMUM_SAMPLED_FRAMES);
	}
	atLeast0('the start', startSeconds);
	if (endSeconds !== undefined) above0('the end', endSeconds);
	if (endSeconds !== undefined && endSeconds <= startSeconds) {
		throw videoInputError('END_BEFORE_START', { startSeconds, endSeconds });
	}
	if (maximumWidth !== undefined) whole('the width', maximumWidth);
	if (budget) whole('the token budget', budget.maximumTokens);
	if (request.strategy !== 'scenes') return;
	atLeast0('the shortest scene', scenes.minimumSeconds);
	if (scenes.threshold !== undefined) above0('the threshold', scenes.threshold);
	check('the place in a scene', scenes.place, 'a number from 0 to 1', scenes.place <= 1);
	atLeast0('the place in a scene', scenes.place);
}

function whole(what: string, value: number, maximum = Number.MAX_SAFE_INTEGER): void {
	const isWhole = Number.isInteger(value) && value >= 1 && value <= maximum;
	const upTo = maximum < Number.MAX_SAFE_INTEGER ? `from 1 to ${maximum}` : 'from 1 up';
	check(what, value, `a whole number ${upTo}`, isWhole);
}

function above0(what: string, value: number): void {
	check(what, value, 'a number above 0', Number.isFinite(value) && value > 0);
}

function atLeast0(what: string, value: number): void {
	check(what, value, 'a number from 0 up', Number.isFinite(value) && value >= 0);
}

function check(what: string, value: number, expected: string, isRight: boolean): void {
	if (isRight) return;
	throw videoInputError('NUMBER_INVALID', { what, expected, found: String(value) });
}
