import type { Native, NativeDevice } from './native';

/** The smallest model there is: y = x + x. */
const PROBE_MODEL = Buffer.from(
	'CAg6OQoOCgF4CgF4EgF5IgNBZGQSBXByb2JlWg8KAXgSCgoICAESBAoCCAFiDwoBeRIKCggIARIECgIIAUICEA0=',
	'base64',
);

/** Why a device does not run a model here; undefined when it does. A build's own list cannot tell. */
export async function whyNot(native: Native, device: NativeDevice): Promise<string | undefined> {
	try {
		const options = { executionProviders: [device], logSeverityLevel: 4 as const };
		const session = await native.InferenceSession.create(PROBE_MODEL, options);
		const x = new native.Tensor('float32', [1], [1]);
		const { y } = await session.run({ x });
		await session.release();
		return y.data[0] === 2 ? undefined : 'it computed a wrong result';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
