/** How many bytes fit into so many of base64, which makes four of three. */
export const bytesWithinBase64 = (base64Bytes: number): number => Math.floor(base64Bytes / 4) * 3;
