import { copyFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { useAllowedFolder } from '../../helpers/allowed-folder';
import { startOftServer, startOpenVlaServer } from '../../helpers/policy-servers/deploy-server';
import { codesOf, useVlaWithServers } from '../../helpers/policy-servers/vla';
import { table } from '../../helpers/vla';

const folder = useAllowedFolder();
const { use, act } = useVlaWithServers();

const STEP = [0.01, 0, 0, 0, 0, 0, 1];
const MAXIMUM_SECONDS = 600;

/** What a camera left behind so many seconds ago. */
function picture(secondsAgo: number): string {
	const file = path.join(folder, 'camera.png');
	copyFileSync(table(0), file);
	const at = new Date(Date.now() - secondsAgo * 1000);
	utimesSync(file, at, at);
	return file;
}

const AGES: Array<[number, string[]]> = [
	[0, []],
	[2 * MAXIMUM_SECONDS, ['OBSERVATION_TOO_OLD']],
];

it.each(AGES)('takes a file of the server for as old as it is: %d seconds', async (age, codes) => {
	use(await startOpenVlaServer(() => STEP));
	const parameters = { policy: 'openVla', unnormKey: 'kuka', inputSource: 'path' };
	const asked = { ...parameters, filePath: picture(age) };
	const { items, error } = await act(asked, { maximumAge: MAXIMUM_SECONDS });
	expect(error).toBeUndefined();
	expect(codesOf(items[0].json)).toEqual(codes);
});

it.each(AGES)('takes all pictures for as old as the oldest: %d seconds', async (age, codes) => {
	use(await startOftServer(() => [STEP], 2));
	const camera = { role: 'wrist', inputSource: 'path', filePath: picture(age) };
	const cameras = { camera: [camera] };
	const state = Array(8).fill(0).join(', ');
	const parameters = { policy: 'openVlaOft', robot: 'libero', state, cameras };
	const { items, error } = await act(parameters, { maximumAge: MAXIMUM_SECONDS });
	expect(error).toBeUndefined();
	expect(codesOf(items[0].json)).toEqual(codes);
});
