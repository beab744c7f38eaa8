namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Judges by words: a stop word at the beginning interrupts at once, any word that is no sign of listening after a
/// while, and a long utterance also without words. What repeats the agent's own words is its echo.
/// </summary>
internal sealed class WordBargeInPolicy(BargeInOptions options, BargeInWords words) : IBargeInPolicy
{
    /// <summary>Fewer words in the agent's text may be the user's own.</summary>
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
