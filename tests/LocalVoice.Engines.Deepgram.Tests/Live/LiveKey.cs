namespace LocalVoice.Engines.Deepgram.Tests.Live;

/// <summary>The key of the real service, which only some have.</summary>
internal static class LiveKey
{
    private const string Variable = "DEEPGRAM_API_KEY";

    /// <summary>Skips the test where there is none.</summary>
    public static string Require()
    {
        var key = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(!string.IsNullOrWhiteSpace(key), $"{Variable} is not set: the real service is not asked.");
        return key!;
    }
}
