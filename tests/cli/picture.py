"""Pictures for the tests, made of nothing but zlib."""
import struct
import zlib


def png(width, height, colour_type=2):
    """A PNG of one colour; type 2 is RGB, 6 RGB with alpha."""
    def chunk(name, data):
        return (struct.pack('>I', len(data)) + name + data
                + struct.pack('>I', zlib.crc32(name + data)))
    row = bytes(1 + width * (4 if colour_type == 6 else 3))
    return (b'\x89PNG\r\n\x1a\n'
            + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8,
                                         colour_type, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(row * height))
            + chunk(b'IEND', b''))


def square(size):
    return png(size, size)


def cmyk_jpeg():
    """The head of a JPEG of 1400 pixels a side in four colours."""
    return (b'\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01'
            b'\x00\x00\xff\xc0\x00\x14\x08' + struct.pack('>HH', 1400, 1400)
            + b'\x04\x01\x11\x00\x02\x11\x00\x03\x11\x00\x04\x11\x00\xff\xd9')
