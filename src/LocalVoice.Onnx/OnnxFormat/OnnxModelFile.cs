using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>
/// An ONNX model as far as cutting its graph needs it; everything else stays the bytes that it was. ONNX's schema is
/// stable (onnx.proto3, IR version 3 on) and five messages matter here, so they are read from the wire by hand:
/// generating classes for all of it would bring a compiler into the build.
/// </summary>
/// <param name="Header">All fields of the model but the graph: versions, operator sets, functions.</param>
public sealed record OnnxModelFile(
    ByteString Header,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxNamed> Initializers,
    IReadOnlyList<OnnxNamed> Inputs,
    IReadOnlyList<OnnxNamed> Outputs
);
