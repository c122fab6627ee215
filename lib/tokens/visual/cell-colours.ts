import { type Colour, heatColour } from './heat-colours';
import { principalComponents } from './principal';
import { spread } from './spread';
import type { TokenPicture, VisualTokens } from './types';

type Tokens = Pick<VisualTokens, 'data' | 'dimensions'>;

/** One colour a token, in their order: how long it is as a vector, or what it is like. */
export function cellColours(tokens: Tokens, kind: TokenPicture): Colour[] {
	return kind === 'norm' ? byNorm(tokens) : byLikeness(tokens);
}

function byNorm({ data, dimensions }: Tokens): Colour[] {
	const norms = Float64Array.from({ length: data.length / dimensions }, (_, token) => {
		const vector = data.subarray(token * dimensions, (token + 1) * dimensions);
		return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
	});
	return Array.from(spread(norms), heatColour);
}

/** The first three principal components as red, green and blue: parts that are alike get like colours. */
function byLikeness({ data, dimensions }: Tokens): Colour[] {
	const [red, green, blue] = principalComponents(data, dimensions, 3).map(spread);
	return Array.from(red, (_, token) =>
		[red, green, blue].map((channel) => Math.round(255 * channel[token])),
	) as Colour[];
}
