using Google.Protobuf;

namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>A part of an ONNX graph of which only the name is read: an initializer, an input or an output.</summary>
/// <param name="Bytes">The encoded part, written unchanged.</param>
public sealed record OnnxNamed(string Name, ByteString Bytes);
