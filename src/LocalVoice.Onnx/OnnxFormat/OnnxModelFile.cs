using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>
/// The parts of an ONNX model that cutting its graph needs; everything else is kept as bytes. The schema is stable
/// (onnx.proto3, IR version 3 on) and only five messages matter, so they are read from the wire by hand: generated
/// classes would add a protobuf compiler to the build.
/// </summary>
/// <param name="Header">All fields of the model except the graph: versions, operator sets, functions.</param>
public sealed record OnnxModelFile(
    ByteString Header,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxNamed> Initializers,
    IReadOnlyList<OnnxNamed> Inputs,
    IReadOnlyList<OnnxNamed> Outputs
);
