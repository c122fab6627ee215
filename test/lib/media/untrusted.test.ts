import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { streamFfmpeg } from '../../../lib/media/ffmpeg';
import { serve, type Loopback } from '../../helpers/loopback';
import { AUDIO, decodeAll, makeMedia, useFolder } from '../../helpers/media';

const folder = useFolder();
const canary = path.join(folder, 'canary.wav');
let server: Loopback;

beforeAll(async () => {
	copyFileSync(path.join(AUDIO, 'quilter.wav'), canary);
	await makeMedia(path.join(folder, 'canary.ts'), '-i', canary, '-c:a', 'aac');
	server = await serve((_, response) => response.end());
});
afterAll(async () => await server.close());
beforeEach(() => {
	server.seen.length = 0;
});

const playlist = (target: string) =>
	`#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${target}\n#EXT-X-ENDLIST\n`;
const dash = (target: string) => `<?xml version="1.0"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011">
<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1000"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`;
const sdp = `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n`;
const svg = (target: string) =>
	`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="${target}" width="9" height="9"/></svg>`;

describe('a file that names other files', () => {
	it.each([
		['HLS of a local file', 'list.m3u8', () => playlist('canary.ts')],
		['HLS of an address', 'list2.m3u8', () => playlist(`${server.url}/a.ts`)],
		['HLS called WAV', 'list.wav', () => playlist('canary.ts')],
		['HLS called MP3, of an address', 'list.mp3', () => playlist(`${server.url}/a.ts`)],
		[
			'HLS inside a chain of protocols',
			'list3.m3u8',
			() => playlist(`concat:${canary}|${server.url}/a.ts`),
		],
		['concat of a local file', 'list.ffconcat', () => `ffconcat version 1.0\nfile canary.wav\n`],
		[
			'concat of an address',
			'list.txt',
			() => `ffconcat version 1.0\nfile '${server.url}/b.wav'\n`,
		],
		['concat without a name', 'list', () => `ffconcat version 1.0\nfile canary.wav\n`],
		['SVG of a local file', 'drawing.svg', () => svg(canary)],
		['SVG of an address', 'drawing2.svg', () => svg(`${server.url}/c.png`)],
		['SDP', 'session.sdp', () => sdp],
		['DASH of a local file', 'manifest.mpd', () => dash('canary.ts')],
		['DASH of an address', 'manifest2.mpd', () => dash(`${server.url}/d.mp4`)],
	])('%s is refused; nothing is read or fetched', async (_, name, content) => {
		const file = path.join(folder, name);
		writeFileSync(file, content());
		await expect(decodeAll(file)).rejects.toMatchObject({
			code: expect.stringMatching(/^(REFUSED_FORMAT|PICTURE|NOT_MEDIA)$/),
		});
		expect(server.seen).toEqual([]);
		await expect(decodeUnprobed(file)).resolves.toBe(0);
		expect(server.seen).toEqual([]);
	});

	it('names the kind of file in the message', async () => {
		writeFileSync(path.join(folder, 'told.m3u8'), playlist('canary.ts'));
		await expect(decodeAll(path.join(folder, 'told.m3u8'))).rejects.toMatchObject({
			code: 'REFUSED_FORMAT',
			message: expect.stringContaining('(hls'),
		});
	});
});

/** The second wall alone: ffmpeg as it is called after probing. */
async function decodeUnprobed(file: string): Promise<number> {
	let bytes = 0;
	const { chunks } = streamFfmpeg({ file, outputOptions: ['-map', '0:a:0', '-f', 's16le'] });
	for await (const chunk of chunks) bytes += chunk.length;
	return bytes;
}

describe('a file name', () => {
	const names = [
		'-i',
		'-version',
		'two  words.wav',
		'p%03d.wav',
		'p%d',
		'a:b.wav',
		'http:x.wav',
		'concat:canary.wav|x',
		'pipe:0',
	];
	it.each([
		...names,
		'naïve 語 🎧.wav',
		'quote \' and ".wav',
		'$(touch x).wav',
		'a\nb.wav',
		'*.wav',
		'[1-3].wav',
	])('%j is only a name', async (name) => {
		const odd = path.join(folder, 'odd');
		mkdirSync(odd, { recursive: true });
		copyFileSync(canary, path.join(odd, name));
		expect((await decodeAll(path.join(odd, name))).samples).toHaveLength(93680);
	});

	it('of a sequence of pictures does not stand for the pictures', async () => {
		const frames = ['-f', 'lavfi', '-i', 'color=red:s=16x16:d=1:r=3'];
		await makeMedia(path.join(folder, 'frame%03d.png'), ...frames);
		writeFileSync(path.join(folder, 'frame%03d.png'), 'no picture');
		await expect(decodeAll(path.join(folder, 'frame%03d.png'))).rejects.toMatchObject({
			code: 'PICTURE',
		});
	});

	it('relative to the working folder is found there', async () => {
		expect((await decodeAll(path.relative(process.cwd(), canary))).samples).toHaveLength(93680);
	});
});
