/** A thing as SVG, its middle at (x, y), `half` its half width, all in pixels. */
export function shapeOf({ kind, fill }, { x, y }, half) {
	const light = rgb(fill);
	const dark = rgb(fill.map((part) => Math.floor(part * 0.6)));
	return SHAPES[kind]({ x, y, half, light, dark });
}

/** A colour as SVG names it. */
export const rgb = ([red, green, blue]) => `rgb(${red},${green},${blue})`;

const SHAPES = {
	ball: ({ x, y, half, light, dark }) =>
		`<circle cx="${x}" cy="${y}" r="${half - 1}" fill="${light}" stroke="${dark}" stroke-width="2"/>`,
	block: ({ x, y, half, light, dark }) =>
		`<rect x="${x - half + 1}" y="${y - half + 1}" width="${2 * half - 2}" height="${2 * half - 2}" fill="${light}" stroke="${dark}" stroke-width="2"/>`,
	cup: ({ x, y, half, light, dark }) => {
		const at = (right, down) => `${x + right * half},${y + down * half}`;
		const handle = `<path d="M${at(0.87, -0.6)}a${half * 0.47},${half * 0.55} 0 0 1 0,${half * 1.1}" fill="none" stroke="${light}" stroke-width="${Math.max(2, half * 0.22)}"/>`;
		const body = `<polygon points="${at(-0.8, -1)} ${at(0.8, -1)} ${at(0.55, 1)} ${at(-0.55, 1)}" fill="${light}" stroke="${dark}"/>`;
		const mouth = `<ellipse cx="${x}" cy="${y - half}" rx="${half * 0.8}" ry="${half * 0.25}" fill="${dark}"/>`;
		return handle + body + mouth;
	},
	bowl: ({ x, y, half, light, dark }) => {
		const radius = half * 1.25;
		const body = `<path d="M${x - radius},${y}a${radius},${radius} 0 0 0 ${2 * radius},0z" fill="${light}" stroke="${dark}" stroke-width="2"/>`;
		const mouth = `<ellipse cx="${x}" cy="${y}" rx="${radius}" ry="${half * 0.3}" fill="${dark}"/>`;
		return body + mouth;
	},
};
