"""Writers for pictures that Pillow cannot write: 16-bit and interlaced PNG, tiled TIFF, a GIF whose frames are parts."""
import struct, zlib
import numpy as np

COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}
ADAM7 = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(pixels, interlaced=False, chunks=()):
    """[height, width, channels] of 8 or 16 bits."""
    height, width, channels = pixels.shape
    bits = pixels.dtype.itemsize * 8
    header = struct.pack(">IIBBBBB", width, height, bits, COLOUR_TYPES[channels], 0, 0, int(interlaced))
    passes = [pixels[y::down, x::right] for y, x, down, right in ADAM7] if interlaced else [pixels]
    rows = b"".join(b"\0" + row.astype(f">u{bits // 8}").tobytes() for part in passes if part.size for row in part)
    body = [chunk(b"IHDR", header), *(chunk(*extra) for extra in chunks), chunk(b"IDAT", zlib.compress(rows, 9))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(body) + chunk(b"IEND", b"")


def tiff(pixels, photometric, tile=None, extra=None):
    """[height, width, channels] of 8 or 16 bits, uncompressed; `tile` is the side of square tiles; `extra` the kind of alpha."""
    height, width, channels = pixels.shape
    data = pixels.astype(pixels.dtype.newbyteorder("<"))
    blocks = [data.tobytes()]
    if tile:
        padded = np.zeros((-(-height // tile) * tile, -(-width // tile) * tile, channels), data.dtype)
        padded[:height, :width] = data
        blocks = [padded[y : y + tile, x : x + tile].tobytes() for y in range(0, height, tile) for x in range(0, width, tile)]
    offsets = [8 + sum(len(block) for block in blocks[:i]) for i in range(len(blocks))]
    counts = [len(block) for block in blocks]
    tags = {256: [width], 257: [height], 258: [pixels.dtype.itemsize * 8] * channels, 259: [1], 262: [photometric], 277: [channels], 284: [1]}
    tags |= {322: [tile], 323: [tile], 324: offsets, 325: counts} if tile else {273: offsets, 278: [height], 279: counts}
    if extra is not None:
        tags[338] = [extra]
    return ifd(tags, b"".join(blocks))


def ifd(tags, body):
    body += b"\0" * (len(body) % 2)
    start = 8 + len(body)
    tail_start = start + 2 + 12 * len(tags) + 4
    entries = tail = b""
    for tag, values in sorted(tags.items()):
        packed = struct.pack(f"<{len(values)}I", *values)
        entries += struct.pack("<HHI", tag, 4, len(values)) + (packed if len(packed) == 4 else struct.pack("<I", tail_start + len(tail)))
        tail += packed if len(packed) > 4 else b""
    return b"II*\0" + struct.pack("<I", start) + body + struct.pack("<H", len(tags)) + entries + b"\0\0\0\0" + tail


def gif(size, palette, frames):
    """`frames`: ([height, width] of palette places, left, top, transparent place or None)."""
    out = b"GIF89a" + struct.pack("<HHBBB", *size, 0xF6, 0, 0) + bytes(palette).ljust(128 * 3, b"\0")
    for pixels, left, top, transparent in frames:
        height, width = pixels.shape
        flags = 0x08 | (0x01 if transparent is not None else 0)
        out += b"\x21\xf9\x04" + struct.pack("<BHB", flags, 10, transparent or 0) + b"\0"
        out += b"\x2c" + struct.pack("<HHHHB", left, top, width, height, 0) + lzw(pixels.ravel())
    return out + b"\x3b"


def lzw(places):
    """Seven-bit places as eight-bit codes; clearing often keeps the code size."""
    codes = []
    for i, place in enumerate(places):
        codes += ([128] if i % 100 == 0 else []) + [int(place)]
    data = bytes(codes + [129])
    blocks = b"".join(bytes([len(part)]) + part for part in (data[i : i + 255] for i in range(0, len(data), 255)))
    return b"\x07" + blocks + b"\0"
