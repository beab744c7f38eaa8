using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Onnx.Sessions;
using LocalVoice.Testing.Files;
using Microsoft.ML.OnnxRuntime;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>The starter voice's model, whole and cut.</summary>
public sealed class StarterGraphs : IDisposable
{
    public const int SamplesPerFrame = 256;

    internal static string ModelPath => Repository.StarterModel("starter-voice.onnx");

    internal static SynthesisScales Repeatable => new(Noise: 0, Length: 1, NoiseWidth: 0);

    internal PiperVoiceConfig Config { get; } = PiperVoiceConfig.Read(ModelPath + ".json");

    internal WholePiperGraph Whole { get; } = new(Open(File.ReadAllBytes(ModelPath)));

    internal PiperGraphCut Cut { get; } = PiperGraphCut.Of(OnnxModelReader.Read(File.ReadAllBytes(ModelPath))).Single();

    internal CutPiperGraph CutWithContext(int frames) =>
        new(
            Open(Cut.Encoder),
            flows: null,
            new(new FrameDecoder(new(Open(Cut.Decoder), Cut.Boundary, frames), SamplesPerFrame), several: null, threads: 1),
            Cut.Boundary,
            Cut.Durations
        );

    public void Dispose() => Whole.Dispose();

    private static InferenceSession Open(byte[] model) => OnnxSession.Open(model, "starter-voice.onnx", threads: 1, OnnxDevice.Cpu);
}
