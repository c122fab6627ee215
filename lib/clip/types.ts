import type { PlainError } from '../errors';
import type { BackendInfo, DeviceChoice, Progress } from '../inference/types';
import type { ResolvedModel } from '../models/types';
import type { Transparency } from '../media/image/types';

/** How the family turns cosine into probability. */
export type ScoreKind = 'softmax' | 'sigmoid';

/** logit = scale x cosine + bias. */
export interface Calibration {
	kind: ScoreKind;
	scale: number;
	bias: number;
	/** Where the numbers come from: the manifest, config.json, measured on the joint file, the user, or the value that CLIP's training ends at. */
	source: 'manifest' | 'config' | 'measured' | 'user' | 'assumed';
}

/** What every request needs. */
export interface ClipJob {
	model: ResolvedModel;
	device: DeviceChoice;
	/** Overrides the model's own. */
	logitScale?: number;
	/** Default `white`. */
	transparency?: Transparency;
	signal?: AbortSignal;
	onProgress?: (progress: Progress) => void;
}

/** A picture's place in the model's space. */
export interface ImageEmbedding {
	/** Unit length. */
	vector: Float32Array;
	/** The picture as shown. */
	width: number;
	height: number;
	/** Variance of the Laplacian; higher is sharper. */
	sharpness: number;
}

/** One a picture, in order: a picture that cannot be read fails alone. */
export type ImageOutcome<Result> = { ok: true; result: Result } | { ok: false; error: PlainError };

/** What came of a request, and what it took. */
export interface ClipOutcome<Result> {
	result: Result;
	backend: BackendInfo;
	/** Wall time, waiting for the engine included. */
	durationMs: number;
	/** Pictures and texts that went through the model; what the engine remembered is not among them. */
	embeddedImages: number;
	embeddedTexts: number;
	/** Text tokens that went through the model. */
	textTokens: number;
	calibration?: Calibration;
	/** What a person should know, for example that a text was cut at 77 tokens. */
	warnings: string[];
}

/** Labels with the templates they are put in; `{label}` is the label, `{a}` becomes a or an. */
export interface LabelSet {
	labels: string[];
	/** At least one; the unit vectors of several are averaged and brought to unit length. */
	templates: string[];
}

/** How well a label fits a picture. */
export interface LabelScore {
	label: string;
	/** Softmax over the labels, or each label's own probability with `sigmoid`. */
	score: number;
	/** Cosine. */
	similarity: number;
}

/** What a picture shows, by the labels given. */
export interface Classification {
	/** Best first, at most MAXIMUM_LISTED_SCORES. */
	scores: LabelScore[];
}

/** Near-duplicates: each member is at least as similar to the first, the one to keep, as the threshold says. */
export interface DuplicateGroup {
	/** Places in the given order; the kept one first. */
	members: number[];
	/** Cosine of each member with the kept one; 1 for itself. */
	similarities: number[];
}
