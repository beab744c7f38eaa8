using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LocalVoice.Files;
using LocalVoice.Onnx.Sessions;

namespace LocalVoice.Engines.Piper.Cache;

/// <summary>What a kept cut depends on: the model's content, and what made the files.</summary>
/// <param name="Model">The beginning of the model's SHA-256: 32 MB take 30–50 ms.</param>
internal readonly record struct CutKey(string Model, string Maker)
{
    // To be raised when the cut, the optimisation or the self-test changes.
    private const int Version = 2;
    private const int ModelDigits = 24;

    /// <exception cref="EngineException">The file is missing or cannot be read.</exception>
    public static CutKey Of(string path, int samplesPerFrame)
    {
        var model = ModelFile.Read("The model", path, "cannot be read", file => Convert.ToHexStringLower(SHA256.HashData(file)));
        var runtime = OnnxSession.RuntimeVersion;
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return new CutKey(model[..ModelDigits], $"{Version}-{runtime}-{architecture}-{samplesPerFrame}");
    }

    public override string ToString() => $"{Model}-{Maker}";
}
