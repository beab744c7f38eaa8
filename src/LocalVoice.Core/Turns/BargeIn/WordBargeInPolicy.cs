using LocalVoice.Core.Turns.Echo;
using LocalVoice.Core.Turns.Words;

namespace LocalVoice.Core.Turns.BargeIn;

/// <summary>
/// Judges by words: a leading stop word interrupts at once, once it is certain; any word that is no backchannel after a minimum
/// duration, or when the turn has ended. Nothing interrupts without words. Repetition of the agent's own text is echo.
/// </summary>
internal sealed class WordBargeInPolicy(BargeInOptions options, BargeInWords words) : IBargeInPolicy
{
    /// <summary>
    /// Words that must match the agent's text to count as echo: a single one may be the user's. Chosen by trial, not
    /// measured.
    /// </summary>
    private const int ShortestEcho = 2;

    public SaidWords Classify(string? transcript, string language, string agentText)
    {
        var said = SpokenWords.Of(transcript);
        if (said.Length == 0)
        {
            return SaidWords.None;
        }

        var rest = said.AsSpan(words.SkipBackchannels(language, said));
        if (rest.IsEmpty || (said.Length >= ShortestEcho && RepeatedWords.Exactly(transcript!, agentText, ShortestEcho)))
        {
            return SaidWords.NoInterruption;
        }

        return words.MatchStop(language, rest) switch
        {
            0 => words.MayBecomeBackchannel(language, rest) ? SaidWords.Beginning : SaidWords.Other,
            var length => length == rest.Length ? SaidWords.LoneStop : SaidWords.Stop,
        };
    }

    public BargeInVerdict Judge(SaidWords said, TimeSpan speech, TranscriptScope scope) =>
        said switch
        {
            SaidWords.None or SaidWords.NoInterruption when scope is not TranscriptScope.SoFar => BargeInVerdict.FalseInterruption,
            SaidWords.Stop => BargeInVerdict.Interruption,
            SaidWords.LoneStop when scope is not TranscriptScope.SoFar => BargeInVerdict.Interruption,
            SaidWords.LoneStop or SaidWords.Other when speech >= options.MinimumSpeech => BargeInVerdict.Interruption,
            SaidWords.Other or SaidWords.Beginning when scope is TranscriptScope.Whole => BargeInVerdict.Interruption,
            SaidWords.None or SaidWords.Beginning when speech >= options.WithoutTranscript => BargeInVerdict.Unclear,
            _ => BargeInVerdict.Undecided,
        };
}
