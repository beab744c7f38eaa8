using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests;

/// <summary>The system's espeak-ng, which tests need but the project may not ship.</summary>
internal static class Espeak
{
    public static void SkipIfMissing()
    {
        string? missing = null;
        try
        {
            _ = EspeakLibrary.Shared;
        }
        catch (EngineException failure)
        {
            missing = failure.Message;
        }

        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
