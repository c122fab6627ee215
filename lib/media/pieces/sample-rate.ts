/** Every speech model works at this rate; more would only make pieces larger. */
export const PIECE_SAMPLE_RATE_HZ = 16_000;
