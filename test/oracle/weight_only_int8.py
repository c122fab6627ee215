"""8-bit weight-only quantisation in blocks of 32: MatMulNBits, and one tensor for embedding and output."""

import onnx, numpy as np, sys, os
from onnx import helper, numpy_helper, TensorProto

BLK = 32


def q8(W):  # W [N,K] -> uint8 [N,K/32,32], scale [N,K/32]; symmetric around 128
    N, K = W.shape
    assert K % BLK == 0
    w = W.reshape(N, K // BLK, BLK).astype(np.float32)
    s = np.abs(w).max(-1) / 127
    s[s == 0] = 1e-8
    q = np.clip(np.rint(w / s[..., None]) + 128, 1, 255).astype(np.uint8)
    return q, s.astype(np.float32)


def run(src, dst, embed=None):
    m = onnx.load(src)
    g = m.graph
    init = {i.name: i for i in g.initializer}
    done = {}
    stats = []

    def weight(name, transpose):
        key = (name, transpose)
        if key not in done:
            W = numpy_helper.to_array(init[name])
            W = W.T if transpose else W
            q, s = q8(np.ascontiguousarray(W))
            b = name.replace("::", "_").replace("/", "_")
            g.initializer.append(numpy_helper.from_array(q, b + "_q8"))
            g.initializer.append(numpy_helper.from_array(s.reshape(-1), b + "_s8"))
            done[key] = (b + "_q8", b + "_s8", q.shape[0], q.shape[1] * BLK)
            stats.append(name)
        return done[key]

    def walk(gr):
        prod = {o: n for n in gr.node for o in n.output}
        new = []
        for n in gr.node:
            for a in n.attribute:
                if a.type == onnx.AttributeProto.GRAPH:
                    walk(a.g)
            r = None
            if n.op_type == "MatMul":
                b = n.input[1]
                if b in init and len(init[b].dims) == 2 and init[b].dims[0] % BLK == 0:
                    r = weight(b, True)
                elif b in prod and prod[b].op_type == "Transpose" and prod[b].input[0] in init:
                    r = weight(prod[b].input[0], False)
            if r:
                q, s, N, K = r
                new.append(
                    helper.make_node(
                        "MatMulNBits",
                        [n.input[0], q, s],
                        list(n.output),
                        name=n.name,
                        domain="com.microsoft",
                        K=K,
                        N=N,
                        bits=8,
                        block_size=BLK,
                        accuracy_level=4,
                    )
                )
            elif (
                n.op_type == "Gather"
                and n.input[0] in init
                and len(init[n.input[0]].dims) == 2
                and init[n.input[0]].dims[0] > 10000
            ):
                q, s, N, K = weight(n.input[0], False)
                p = n.name.replace("/", "_")
                new.append(
                    helper.make_node(
                        "Constant",
                        [],
                        [p + "_sh"],
                        value=numpy_helper.from_array(np.array([N, K], np.int64)),
                    )
                )
                new.append(
                    helper.make_node(
                        "Constant",
                        [],
                        [p + "_sh2"],
                        value=numpy_helper.from_array(np.array([N, K // BLK], np.int64)),
                    )
                )
                new.append(helper.make_node("Reshape", [q, p + "_sh"], [p + "_w"]))
                new.append(helper.make_node("Reshape", [s, p + "_sh2"], [p + "_ws"]))
                new.append(
                    helper.make_node(
                        "GatherBlockQuantized",
                        [p + "_w", n.input[1], p + "_ws"],
                        list(n.output),
                        name=n.name,
                        domain="com.microsoft",
                        gather_axis=0,
                        quantize_axis=1,
                        block_size=BLK,
                        bits=8,
                    )
                )
            else:
                new.append(n)
        used = {i for n in new for i in n.input} | {o.name for o in gr.output}
        new = [n for n in new if n.op_type != "Transpose" or any(o in used for o in n.output)]
        del gr.node[:]
        gr.node.extend(new)

    walk(g)
    used = set()

    def uses(gr):
        for n in gr.node:
            used.update(n.input)
            for a in n.attribute:
                if a.type == onnx.AttributeProto.GRAPH:
                    uses(a.g)
        used.update(o.name for o in gr.output)

    uses(g)
    keep = [i for i in g.initializer if i.name in used]
    del g.initializer[:]
    g.initializer.extend(keep)
    if not any(o.domain == "com.microsoft" for o in m.opset_import):
        m.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(m, dst)
    print(dst, os.path.getsize(dst), len(stats))


if __name__ == "__main__":
    os.makedirs("q8", exist_ok=True)
    run("onnx/encoder_model.onnx", "q8/encoder_model_quantized.onnx")
    run("onnx/decoder_model_merged.onnx", "q8/decoder_model_merged_quantized.onnx")
