namespace LocalVoice.Onnx.OnnxFormat;

/// <summary>Field numbers of onnx.proto3 (github.com/onnx/onnx).</summary>
internal static class OnnxFields
{
    public const int ModelGraph = 7;

    public const int GraphNode = 1;
    public const int GraphName = 2;
    public const int GraphInitializer = 5;
    public const int GraphInput = 11;
    public const int GraphOutput = 12;

    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeName = 3;
    public const int NodeOpType = 4;
    public const int NodeAttribute = 5;

    public const int AttributeGraph = 6;
    public const int AttributeGraphs = 11;

    public const int TensorName = 8;

    public const int ValueName = 1;
    public const int ValueType = 2;
    public const int TypeTensor = 1;
    public const int TensorTypeElement = 1;

    public const int FloatElement = 1;
}
