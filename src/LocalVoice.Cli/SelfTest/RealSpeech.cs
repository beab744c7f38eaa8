using LocalVoice.Bench.Clips;
using LocalVoice.Cli.Hosting;
using LocalVoice.Client;

namespace LocalVoice.Cli.SelfTest;

/// <summary>What real models are tested with: recordings of the shared folder, spoken by the voice joe.</summary>
internal static class RealSpeech
{
    // A word of ten may be misheard: Whisper base misses 4 % of these recordings' words, of one sentence up to an eighth.
    private const double MaxWer = 0.15;

    // Small models may talk on to the server's limit, which is a minute of speech.
    private const int MaxResponseTokens = 32;

    // Questions, of which one is short.
    private static readonly string[] Files = ["joe-21.wav", "joe-24.wav", "joe-27.wav"];

    /// <summary>Long, so that a busy machine does not fail the self-test; chosen by trial, not measured.</summary>
    private static readonly TimeSpan MaxVoiceToVoice = TimeSpan.FromSeconds(10);

    /// <exception cref="ClientException">The recordings are not there.</exception>
    public static IReadOnlyList<Clip> Clips()
    {
        var all = new ClipFolder(Path.Combine(RealModels.SharedFolder(), "audio", "joe"), "en", "joe-*").Read();
        return [.. all.Where(clip => Files.Contains(clip.File))];
    }

    public static SelfTestSentence Sentence(Clip clip) =>
        new(clip.Language, clip.Text ?? "", Reply: null)
        {
            MaxWer = MaxWer,
            MaxVoiceToVoice = MaxVoiceToVoice,
            MaxResponseTokens = MaxResponseTokens,
        };
}
