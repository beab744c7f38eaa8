using LocalVoice.Core.Text.Normalization;

namespace LocalVoice.Core.Tests.Text.Normalization;

/// <summary>The normaliser under test.</summary>
internal static class Spoken
{
    private static readonly SpokenTextNormalizer Normalizer = new();

    public static string Spanish(string written) => Normalizer.Normalize(written, "es");

    public static string Valencian(string written) => Normalizer.Normalize(written, "ca-valencia");

    public static string Central(string written) => Normalizer.Normalize(written, "ca-ES");

    public static string English(string written) => Normalizer.Normalize(written, "en");
}
