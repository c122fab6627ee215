import { bytesWithinBase64 } from '../../lib/base64';

it.each([3, 4, 7, 8, 9, 1000])('tells how many bytes %i of base64 hold', (base64Bytes) => {
	const fitting = bytesWithinBase64(base64Bytes);
	expect(Buffer.alloc(fitting).toString('base64').length).toBeLessThanOrEqual(base64Bytes);
	expect(Buffer.alloc(fitting + 1).toString('base64').length).toBeGreaterThan(base64Bytes);
});
