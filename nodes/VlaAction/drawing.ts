import type { IDataObject } from 'n8n-workflow';
import { openness } from '../../lib/vla/gripper';
import type { ActionPicture, Gauge, Tone } from '../../lib/vla/picture/types';
import { unitOf } from '../../lib/vla/safety/space';
import type { SafeVector } from '../../lib/vla/safety/types';
import type { Decision } from './decision';
import { readPictureOptions, type PictureOptions } from './picture-options';

const HEADINGS: Record<Tone, string> = {
	go: 'Within all limits',
	clipped: 'Clipped to the limits',
	dry: 'Dry run: nothing moves',
	held: 'Held: nothing moves',
};

/** What to draw of a decision: what would be done in a dry run, what was wanted where it is held. */
export function toDrawing(
	decision: Decision,
	instruction: string,
	raw: IDataObject,
): Omit<ActionPicture, 'file' | 'outFolder'> {
	const { situation, emission } = decision;
	const { space } = situation;
	const shown = shownOf(decision);
	const tone = toneOf(decision);
	const share = (axis: number) => shareOf(decision, shown, axis);
	const isHand = space.kinds.includes('translation');
	const places = [...space.kinds.keys()];
	return {
		...(isHand && { arrow: arrowOf(readPictureOptions(raw), share(0) ?? 0, share(1) ?? 0) }),
		gauges: places
			.filter((axis) => space.kinds[axis] !== 'gripper' && !(isHand && axis < 2))
			.map((axis): Gauge => ({ label: labelOf(space.names[axis]), value: share(axis) })),
		grippers: places
			.filter((axis) => space.kinds[axis] === 'gripper')
			.map((axis) => gripperOf(shown[axis], space.gripper)),
		tone,
		lines: [headingOf(decision, tone), instruction, ...reasonOf(emission.violations)],
	};
}

function shownOf({ emission, wanted, situation }: Decision): SafeVector {
	const allowed = (emission.proposed ?? emission.steps)[0];
	// What cannot be drawn as the policy meant it: no step, too few numbers, or one that is none.
	const isDrawable = wanted[0]?.length === situation.space.names.length;
	return emission.isRefused && isDrawable ? wanted[0] : allowed;
}

function toneOf({ emission: { isRefused, dryRun, safe } }: Decision): Tone {
	if (isRefused) return 'held';
	if (dryRun) return 'dry';
	return safe ? 'go' : 'clipped';
}

function headingOf({ emission, wanted }: Decision, tone: Tone): string {
	const { dryRun, safe, clipped } = emission;
	if ((safe && !emission.cut) || (tone === 'held' && !dryRun)) return HEADINGS[tone];
	if (tone === 'held') return 'Dry run: it would be held';
	if (clipped) return dryRun ? 'Dry run: it would be clipped' : HEADINGS.clipped;
	const steps = (emission.proposed ?? emission.steps).length;
	const first = `to the first ${steps} of ${wanted.length} steps`;
	return dryRun ? `Dry run: it would be cut ${first}` : `Cut ${first}`;
}

const reasonOf = ([first, ...others]: Decision['emission']['violations']): string[] => {
	if (!first) return [];
	return [others.length === 0 ? first.message : `${first.message} (and ${others.length} more)`];
};

/** How much of its largest motion an axis makes, -1..1; null: as it is, or not known. */
function shareOf({ situation }: Decision, vector: SafeVector, axis: number): number | null {
	const { space, range, limits, state } = situation;
	const kind = space.kinds[axis];
	const value = vector[axis];
	if (kind === 'gripper' || value === null || !Number.isFinite(value)) return null;
	const isDelta = space.convention === 'delta';
	const from = isDelta ? 0 : state[axis];
	if (from === undefined) return null;
	// A policy for another robot has ranges of another number of axes.
	const seen = isDelta ? Math.max(0, ...(range?.[axis] ?? []).map(Math.abs)) : 0;
	const unit = unitOf(space, axis);
	const largest = seen * unit || limits.maximumStep[kind] || 1;
	return Math.min(1, Math.max(-1, (value * unit - from) / largest));
}

function arrowOf({ hand, view }: PictureOptions, x: number, y: number): ActionPicture['arrow'] {
	return {
		from: hand,
		right: x * view.x.right + y * view.y.right,
		up: x * view.x.up + y * view.y.up,
	};
}

function gripperOf(value: number | null, convention: Decision['situation']['space']['gripper']) {
	return value === null || !Number.isFinite(value) ? null : openness(value, convention);
}

const labelOf = (name: string): string => name.replace(/^joint /, 'J');
