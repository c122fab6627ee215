import type { Backend, DeviceChoice } from '../types';
import { loadNative, nativeBackend } from './native';

export async function chooseBackend(_device: DeviceChoice): Promise<Backend> {
	return nativeBackend(loadNative(), 'cpu');
}
