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

    public BargeInVerdict Judge(in BargeInEvidence evidence)
    {
        var said = Split(evidence.Transcript);
        if (said.Length == 0)
        {
            return evidence.Final ? BargeInVerdict.FalseInterruption
                : evidence.Speech >= options.WithoutTranscript ? BargeInVerdict.Interruption
                : BargeInVerdict.Undecided;
        }

        var begin = words.SkipBackchannels(evidence.Language, said);
        if (begin == said.Length || IsEcho(said, Split(evidence.AgentText)))
        {
            return evidence.Final ? BargeInVerdict.FalseInterruption : BargeInVerdict.Undecided;
        }

        return evidence.Final || evidence.Speech >= options.MinimumSpeech || words.StartsWithStop(evidence.Language, said.AsSpan(begin))
            ? BargeInVerdict.Interruption
            : BargeInVerdict.Undecided;
    }

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
