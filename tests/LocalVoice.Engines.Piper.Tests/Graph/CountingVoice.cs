using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;
using static LocalVoice.Engines.Piper.Tests.Graph.OnnxParts;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>
/// A voice of a few nodes: each id is a frame, each frame a sample, and each sample the number of frames that the flow was
/// run on to make it.
/// </summary>
internal static class CountingVoice
{
    // An opset in which no operator below needs an attribute.
    private const int OpsetVersion = 17;

    public static OnnxModelFile Model { get; } =
        new(
            Joined(Number(1, 8), Message(8, Number(2, OpsetVersion))),
            [
                Node("/Unsqueeze", "Unsqueeze", ["input", "axis"], "ids"),
                Node("/Shape", "Shape", ["ids"], "shape"),
                Node("/ConstantOfShape", "ConstantOfShape", ["shape"], "zeros"),
                Node("/Exp", "Exp", ["zeros"], "z_p"),
                Node("/flow/ReduceSum", "ReduceSum", ["z_p", "frames"], "count"),
                Node("/flow/Mul", "Mul", ["z_p", "count"], "z"),
                Node("/dec/Neg", "Neg", ["z"], "negative"),
                Node("/dec/Abs", "Abs", ["negative"], "output"),
            ],
            [Integer("axis", 0), Integer("frames", 2)],
            [Integers("input")],
            [OnnxModelWriter.FloatValue("output")]
        );

    public static CutPiperGraph Open(int decoderContext, int flowContext)
    {
        var cut = PiperGraphCut.Of(Model).First();
        return new CutPiperGraph(
            Open(cut.Encoder),
            new(new FramePart(Open(cut.Flow!), cut.FlowInputs, flowContext), several: null, threads: 1),
            new(new FrameDecoder(new(Open(cut.Decoder), cut.Boundary, decoderContext), 1), several: null, threads: 1),
            cut.Boundary,
            cut.Durations
        );
    }

    public static EncodedSentence Encode(IPiperGraph graph, int frames) =>
        graph.Encode(new SynthesisInput(new long[frames], StarterGraphs.Repeatable, Speaker: 0), CancellationToken.None);

    private static InferenceSession Open(byte[] model) => OnnxSession.Open(model, "counting voice", threads: 1, OnnxDevice.Cpu);
}
