using System.Globalization;
using LocalVoice.Onnx.Sessions;

namespace LocalVoice.Engines.Piper;

/// <summary>Checks all of the synthesizer's options before anything is loaded.</summary>
internal static class PiperOptionsCheck
{
    /// <exception cref="EngineException">A value is out of range; the message names the key, the value and the range.</exception>
    public static void Check(PiperOptions options)
    {
        ValidatedOptions.Check(options, "Piper");
        for (var i = 0; i < options.Voices.Count; i++)
        {
            ValidatedOptions.Check(options.Voices[i], string.Create(CultureInfo.InvariantCulture, $"Piper:Voices:{i}"));
        }
    }
}
