using System.Globalization;

namespace LocalVoice.WebRtc.Tests.Fuzzing;

/// <summary>How much garbage a test makes, and of which kind; the environment can set both, to look further.</summary>
internal static class Fuzz
{
    /// <summary><c>LOCALVOICE_FUZZ_PACKETS</c>; default 100,000.</summary>
    public static int Inputs { get; } = Number("LOCALVOICE_FUZZ_PACKETS", 100_000);

    /// <summary><c>LOCALVOICE_FUZZ_SEED</c>; default 1.</summary>
    public static int Seed { get; } = Number("LOCALVOICE_FUZZ_SEED", 1);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
