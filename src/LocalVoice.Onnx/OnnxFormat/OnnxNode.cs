using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>A node of an ONNX graph.</summary>
/// <param name="Inputs">Tensors read by the node, including those captured by its subgraphs; no empty names.</param>
/// <param name="Bytes">The encoded node, written unchanged.</param>
public sealed record OnnxNode(string Name, string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, ByteString Bytes);
