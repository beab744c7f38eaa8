namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Judges by words: a leading stop word interrupts at once, any word that is no backchannel after a minimum duration,
/// and a long utterance also without a transcript. Repetition of the agent's own text is echo.
/// </summary>
internal sealed class WordBargeInPolicy(BargeInOptions options, BargeInWords words) : IBargeInPolicy
{
    /// <summary>
    /// Words that must match the agent's text to count as echo: a single one may be the user's. Chosen by trial, not
    /// measured.
    /// </summary>
    private const int ShortestEcho = 2;

    private static readonly char[] Marks = ['.', ',', ';', ':', '!', '?', '¡', '¿', '…', '"', '«', '»', '(', ')'];

    public SaidWords Classify(string? transcript, string language, string agentText)
    {
        var said = Split(transcript);
        if (said.Length == 0)
        {
            return SaidWords.None;
        }

        var begin = words.SkipBackchannels(language, said);
        return begin == said.Length || IsEcho(said, Split(agentText)) ? SaidWords.NoInterruption
            : words.StartsWithStop(language, said.AsSpan(begin)) ? SaidWords.Stop
            : SaidWords.Other;
    }

    public BargeInVerdict Judge(SaidWords said, TimeSpan speech, bool final) =>
        said switch
        {
            SaidWords.None or SaidWords.NoInterruption when final => BargeInVerdict.FalseInterruption,
            SaidWords.None when speech >= options.WithoutTranscript => BargeInVerdict.Interruption,
            SaidWords.Stop => BargeInVerdict.Interruption,
            SaidWords.Other when final || speech >= options.MinimumSpeech => BargeInVerdict.Interruption,
            _ => BargeInVerdict.Undecided,
        };

    private static bool IsEcho(string[] said, string[] agent) =>
        said.Length >= ShortestEcho
        && Enumerable
            .Range(0, Math.Max(0, agent.Length - said.Length + 1))
            .Any(start => said.AsSpan().SequenceEqual(agent.AsSpan(start, said.Length)));

    private static string[] Split(string? text) =>
        [
            .. (text ?? "")
                .ToLowerInvariant()
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Trim(Marks))
                .Where(word => word.Length > 0),
        ];
}
