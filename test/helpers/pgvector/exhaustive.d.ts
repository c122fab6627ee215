export interface StoredVector {
	id: string;
	vector: number[];
}

export interface Ranked {
	id: string;
	similarity: number;
	place: number;
}

export declare function searchExhaustively(vectors: StoredVector[], question: number[]): Ranked[];
export declare function findDifference(
	ids: string[],
	vectors: StoredVector[],
	question: number[],
): string | undefined;
