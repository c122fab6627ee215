import type { ServerResponse } from 'node:http';
import { type Loopback, type SeenRequest, serve } from '../loopback';

/** What OpenVLA's or OpenVLA-OFT's server understood of a question. */
export interface SeenQuestion {
	/** Pictures by name, in the order in which they came. */
	pictures: Record<string, { shape: number[]; bytes: Buffer }>;
	instruction: string;
	unnormKey?: string;
	state?: number[];
	isDoubleEncoded: boolean;
	/** All names, in their order. */
	names: string[];
}

type Decide = (question: SeenQuestion) => number[] | number[][] | string;

/** A server that can be told to misbehave: each request takes the next trick, then the usual answer is given. */
export interface DeployServer extends Loopback {
	questions: SeenQuestion[];
	tricks: Array<(response: ServerResponse) => void>;
}

/**
 * What `vla-scripts/deploy.py` of OpenVLA does: an answer as an array, or as text within JSON where the question was;
 * 422 for a body that is no object, and for every failure the text "error" with status 200.
 */
export function startOpenVlaServer(
	decide: Decide,
	knownKeys = ['bridge_orig', 'kuka'],
	port?: number,
) {
	const read = (payload: Payload) => {
		const question = readQuestion(payload, ['image']);
		const { unnormKey } = question;
		if (unnormKey === undefined ? knownKeys.length > 1 : !knownKeys.includes(unnormKey)) {
			throw new Error('AssertionError');
		}
		return question;
	};
	return start(read, decide, port);
}

/** What OpenVLA-OFT's does: the scene, every name with `wrist` in it in order, and a list of steps out. */
export function startOftServer(decide: Decide, imagesInInput = 3, port?: number) {
	const read = (payload: Payload) => {
		const names = Object.keys(payload).filter((name) => name.includes('wrist'));
		const question = readQuestion(payload, ['full_image', ...names]);
		if (Object.keys(question.pictures).length !== imagesInInput) throw new Error('AssertionError');
		if (!question.state) throw new Error("KeyError: 'state'");
		return question;
	};
	return start(read, decide, port);
}

type Payload = Record<string, unknown>;

async function start(
	read: (payload: Payload) => SeenQuestion,
	decide: Decide,
	port?: number,
): Promise<DeployServer> {
	const questions: SeenQuestion[] = [];
	const tricks: DeployServer['tricks'] = [];
	const loopback = await serve((request, response) => {
		const trick = tricks.shift();
		if (trick) return trick(response);
		const { status, body } = answer(request, (payload, isDoubleEncoded) => {
			const question = { ...read(payload), isDoubleEncoded };
			questions.push(question);
			return decide(question);
		});
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	}, port);
	return { ...loopback, questions, tricks };
}

function answer(
	{ method, url, body }: SeenRequest,
	decide: (payload: Payload, isDoubleEncoded: boolean) => ReturnType<Decide>,
): { status: number; body: unknown } {
	if (url !== '/act') return { status: 404, body: { detail: 'Not Found' } };
	if (method !== 'POST') return { status: 405, body: { detail: 'Method Not Allowed' } };
	const sent: unknown = JSON.parse(body.toString());
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
		const msg = 'Input should be a valid dictionary';
		return { status: 422, body: { detail: [{ type: 'dict_type', loc: ['body'], msg }] } };
	}
	try {
		const payload = sent as Payload;
		const isDoubleEncoded = 'encoded' in payload;
		if (isDoubleEncoded && Object.keys(payload).length !== 1) throw new Error('AssertionError');
		const inner = isDoubleEncoded ? (JSON.parse(String(payload.encoded)) as Payload) : payload;
		const decided = decide(inner, isDoubleEncoded);
		if (typeof decided === 'string') return { status: 200, body: decided };
		const isChunk = Array.isArray(decided[0]);
		const array = isChunk ? (decided as number[][]).map(dump) : dump(decided as number[]);
		return { status: 200, body: isDoubleEncoded ? JSON.stringify(array) : array };
	} catch {
		return { status: 200, body: 'error' };
	}
}

/** An array of 64-bit numbers as json_numpy writes it. */
function dump(numbers: number[]) {
	const bytes = Buffer.from(Float64Array.from(numbers).buffer);
	return { __numpy__: bytes.toString('base64'), dtype: '<f8', shape: [numbers.length] };
}

function readQuestion(payload: Payload, pictureNames: string[]): SeenQuestion {
	const { instruction, unnorm_key: unnormKey, state } = payload;
	if (typeof instruction !== 'string') throw new Error("KeyError: 'instruction'");
	const pictures = pictureNames.map((name) => [name, readPicture(payload[name])]);
	return {
		pictures: Object.fromEntries(pictures) as SeenQuestion['pictures'],
		instruction,
		...(unnormKey !== undefined && { unnormKey: unnormKey as string }),
		...(state !== undefined && { state: readDoubles(state) }),
		isDoubleEncoded: false,
		names: Object.keys(payload),
	};
}

interface Dumped {
	__numpy__: string;
	dtype: string;
	shape: number[];
}

/** Both servers want bytes, [height, width, 3]. */
function readPicture(value: unknown) {
	const { __numpy__: text, dtype, shape } = value as Dumped;
	const bytes = Buffer.from(text, 'base64');
	const [height, width, colours] = shape;
	const isPicture = dtype === '|u1' && shape.length === 3 && colours === 3;
	if (!isPicture || bytes.length !== height * width * 3) throw new Error('AssertionError');
	return { shape, bytes };
}

function readDoubles(value: unknown): number[] {
	const { __numpy__: text, dtype } = value as Dumped;
	if (dtype !== '<f8') throw new Error('AssertionError');
	const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
	return [...new Float64Array(bytes.buffer)];
}
