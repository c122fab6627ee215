import { DOWNLOAD_PROGRESS_BYTES } from '../limits';
import type { KnownFile } from './hub-files';
import type { ResolveOptions } from './types';

/** Turns bytes of single files into progress of the whole download, about once a MiB. */
export function progressReporter(files: KnownFile[], onProgress: ResolveOptions['onProgress']) {
	const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
	const received = new Map<string, number>();
	let reportedBytes = 0;
	return (file: KnownFile, fileBytes: number): void => {
		received.set(file.path, fileBytes);
		const receivedBytes = [...received.values()].reduce((sum, bytes) => sum + bytes, 0);
		const isStep = Math.abs(receivedBytes - reportedBytes) >= DOWNLOAD_PROGRESS_BYTES;
		if (!isStep && fileBytes !== file.sizeBytes) return;
		reportedBytes = receivedBytes;
		onProgress?.({ file: file.path, receivedBytes, totalBytes });
	};
}
