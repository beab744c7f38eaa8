using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>A node of an ONNX graph.</summary>
/// <param name="Inputs">Tensors that it reads, those that its subgraphs capture included; never empty names.</param>
/// <param name="Bytes">The node as it was, to be written unchanged.</param>
public sealed record OnnxNode(string Name, string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, ByteString Bytes);
