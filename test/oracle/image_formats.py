"""Small pictures of every kind that `lib/media/image` reads, and what Pillow shows of them. Run in this folder."""
import base64, hashlib, io, json, zlib
from pathlib import Path
import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageOps
from raw_formats import gif, ifd, png, tiff

FOLDER = Path("../fixtures/image/formats")
GOLDEN = Path("../fixtures/golden/image-formats.json")
WIDTH, HEIGHT = SIZE = 37, 23


def scene():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    image = Image.fromarray(np.stack([x * 6 + 20, y * 9 + 30, 220 - x * 3 - y * 2], -1).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 3, 15, 14), (230, 40, 30))
    draw.rectangle((22, 6, 33, 12), (20, 60, 200))
    draw.line((0, 22, 36, 16), (255, 255, 255))
    return image


def alpha():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.clip((x - 6) * 12, 0, 255).astype(np.uint8) * (y > 3)


RGB = scene()
ALPHA = Image.fromarray(alpha().astype(np.uint8))
RGBA = RGB.copy()
RGBA.putalpha(ALPHA)
GREY = RGB.convert("L")
# An image of 16 bits whose low bytes are not its high ones, to tell scaling from clipping.
DEEP = np.asarray(RGB).astype(np.uint16) * 256 + np.asarray(RGB)[::-1, ::-1] // 2


def save(name, image, **options):
    image.save(FOLDER / name, **options)


def write(name, data):
    (FOLDER / name).write_bytes(data)


def encode(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpegs():
    for name, subsampling in (("420", "4:2:0"), ("422", "4:2:2"), ("444", "4:4:4")):
        save(f"chroma-{name}.jpg", RGB, quality=88, subsampling=subsampling)
    save("progressive.jpg", RGB, quality=85, progressive=True)
    save("grey.jpg", GREY, quality=88)
    save("stored-as-rgb.jpg", RGB, quality=88, keep_rgb=True)
    save("icc.jpg", RGB, quality=88, icc_profile=swapped_profile())
    save("phone-mpo.jpg", RGB, format="MPO", save_all=True, append_images=[ImageOps.invert(RGB)])
    adobe = encode(RGB.convert("CMYK").point(lambda v: v * 4 // 5 + 17), "JPEG", quality=88)
    write("cmyk-adobe.jpg", adobe)
    start = adobe.index(b"\xff\xee")
    write("cmyk-plain.jpg", adobe[:start] + adobe[start + 2 + int.from_bytes(adobe[start + 2 : start + 4], "big") :])
    write("ycck-adobe.jpg", adobe[: start + 15] + b"\2" + adobe[start + 16 :])
    for orientation in range(1, 9):
        save(f"orientation-{orientation}.jpg", RGB, quality=88, exif=oriented(orientation))


def swapped_profile():
    """sRGB with red and blue exchanged: nobody who uses it can be missed."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # the date, for the same file each time
    profile[84:100] = bytes(16)
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


def oriented(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def pngs():
    save("rgb.png", RGB)
    save("rgba.png", RGBA)
    save("grey.png", GREY)
    save("grey-alpha.png", Image.merge("LA", (GREY, ALPHA)))
    save("one-bit.png", RGB.convert("1"))
    palette = RGB.quantize(14)
    save("palette.png", palette, bits=4)
    save("palette-one-transparent.png", palette, transparency=3)
    save("palette-alpha.png", palette, transparency=bytes(range(0, 14 * 18, 18)))
    save("rgb-one-transparent.png", RGB, transparency=(230, 40, 30))
    save("orientation-6.png", RGB, exif=oriented(6))
    save("animated.png", RGB, save_all=True, append_images=[ImageOps.invert(RGB)], duration=50)
    write("interlaced.png", png(np.asarray(RGB), interlaced=True))
    write("grey-16.png", png(DEEP[..., :1]))
    write("rgb-16.png", png(DEEP))
    write("rgba-16.png", png(np.dstack([DEEP, np.asarray(ALPHA).astype(np.uint16) * 257])))
    write("gamma.png", png(np.asarray(RGB), chunks=[(b"gAMA", (100000).to_bytes(4, "big"))]))


def tiffs():
    for name, compression in (("raw", "raw"), ("lzw", "tiff_lzw"), ("packbits", "packbits"), ("deflate", "tiff_adobe_deflate")):
        save(f"{name}.tiff", RGB, compression=compression)
    save("jpeg.tiff", RGB, compression="jpeg", quality=90)
    save("fax.tiff", RGB.convert("1"), compression="group4")
    save("palette.tiff", RGB.quantize(14))
    save("rgba.tiff", RGBA, compression="tiff_lzw")
    save("cmyk.tiff", RGB.convert("CMYK").point(lambda v: v * 4 // 5 + 17), compression="tiff_lzw")
    save("pages.tiff", RGB, save_all=True, append_images=[ImageOps.invert(RGB).resize((8, 8))])
    save("orientation-8.tiff", RGB, tiffinfo={0x0112: 8})
    write("tiled.tiff", tiff(np.asarray(RGB), 2, tile=16))
    write("grey-16.tiff", tiff(DEEP[..., :1], 1))
    write("rgb-16.tiff", tiff(DEEP, 2))
    cyan = np.asarray(RGB.convert("CMYK")).astype(np.uint16) * 4 // 5 * 256 + 77
    write("cmyk-16.tiff", tiff(cyan, 5))
    write("cmyk-mask.tiff", tiff(np.dstack([cyan >> 8, np.asarray(ALPHA)]).astype(np.uint8), 5, extra=0))
    premultiplied = np.asarray(RGBA).astype(np.uint16)
    premultiplied[..., :3] = premultiplied[..., :3] * premultiplied[..., 3:] // 255
    write("premultiplied.tiff", tiff(premultiplied.astype(np.uint8), 2, extra=1))


def others():
    save("lossy.webp", RGB, quality=85)
    save("lossless.webp", RGB, lossless=True)
    save("alpha.webp", RGBA, lossless=True, exact=True)
    save("orientation-3.webp", RGB, lossless=True, exif=oriented(3))
    save("animated.webp", RGBA, save_all=True, append_images=[RGB], lossless=True, exact=True, duration=50)
    save("lossy.avif", RGB, quality=85)
    save("full-chroma.avif", RGB, quality=95, subsampling="4:4:4")
    save("alpha.avif", RGBA, quality=90)
    save("grey.avif", GREY, quality=90)
    save("animated.avif", RGB, save_all=True, append_images=[ImageOps.invert(RGB)], quality=85, duration=50)
    save("orientation-6.avif", RGB, quality=85, exif=oriented(6))
    palette = RGB.quantize(60)
    save("plain.gif", palette)
    places, colours = np.asarray(palette), palette.getpalette()[: 60 * 3]
    holed = np.where(alpha() > 100, places, 60)
    write("transparent.gif", gif(SIZE, colours + [200, 0, 200], [(holed, 0, 0, 60), (places, 0, 0, None)]))
    write("part.gif", gif(SIZE, colours + [200, 0, 200], [(holed[4:16, 5:25], 5, 4, 60), (places, 0, 0, None)]))
    write("unpainted.gif", gif(SIZE, colours, [(places[4:16, 5:25], 5, 4, None), (places, 0, 0, None)]))


def unread():
    """Kinds that are refused; no golden."""
    save("unread-float.tiff", Image.fromarray(np.asarray(GREY).astype(np.float32) / 255))
    save("unread-32-bit.tiff", Image.fromarray(np.asarray(GREY).astype(np.int32)))
    write("unread-six-channels.tiff", tiff(np.dstack([np.asarray(RGB)] * 2), 2))
    write("unread-two-masks.tiff", tiff(np.dstack([np.asarray(RGB), ALPHA, ALPHA]), 2))
    write("unread-raw.tiff", ifd({254: [1], 256: [8], 257: [8], 258: [8], 259: [1], 262: [1], 273: [8], 277: [1], 278: [8], 279: [64], 330: [8]}, bytes(64)))


# Pillow clips 16-bit grey to white instead of scaling it: the top byte is the right answer.
CORRECTED = {"grey-16.png": DEEP[..., [0, 0, 0]] >> 8, "grey-16.tiff": DEEP[..., [0, 0, 0]] >> 8}


def shown(path):
    image = ImageOps.exif_transpose(Image.open(path))
    ignored = CORRECTED.get(path.name, np.asarray(image.convert("RGB")))
    if path.name == "unpainted.gif":
        # Pillow paints the palette's first colour around the part; a browser leaves it empty.
        white = np.full_like(ignored, 255)
        white[4:16, 5:25] = ignored[4:16, 5:25]
        return {"ignore": packed(ignored), "white": packed(white)}
    if not image.has_transparency_data:
        return {"ignore": packed(ignored)}
    over = image.convert("RGBA")
    white = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    return {"ignore": packed(ignored), "white": packed(np.asarray(white))}


def digest(path):
    return hashlib.sha256(np.asarray(Image.open(path).convert("RGB")).tobytes()).hexdigest()


def packed(pixels):
    pixels = pixels.astype(np.uint8)
    data = base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode()
    if data not in known:
        known[data] = {"width": pixels.shape[1], "height": pixels.shape[0], "deflated": data}
    return list(known).index(data)


FOLDER.mkdir(parents=True, exist_ok=True)
for make in (jpegs, pngs, tiffs, others, unread):
    make()
known = {}
files = {path.name: shown(path) for path in sorted(FOLDER.iterdir()) if not path.name.startswith("unread")}
photographs = {path.name: digest(path) for path in sorted(FOLDER.parent.glob("*.*g"))}
GOLDEN.write_text(json.dumps({"photographs": photographs, "files": files, "pictures": list(known.values())}, indent=1) + "\n")
print(len(files), "files,", sum(path.stat().st_size for path in FOLDER.iterdir()), "bytes; golden", GOLDEN.stat().st_size)
