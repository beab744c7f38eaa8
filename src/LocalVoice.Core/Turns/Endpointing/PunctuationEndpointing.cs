namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>Waits little after a finished sentence and long after a word that wants another (<c>semantic_vad</c>).</summary>
internal sealed class PunctuationEndpointing(EndpointingOptions options, UnfinishedWords words) : IEndpointingPolicy
{
    private static readonly char[] SentenceEnds = ['.', '?', '!', '…'];
    private static readonly char[] ClauseEnds = [',', ';', ':', '-', '–'];

    public TimeSpan RequiredSilence(EndpointingEvidence evidence)
    {
        var wanted = Judge(evidence);
        return wanted < options.HardCap ? wanted : options.HardCap;
    }

    private TimeSpan Judge(EndpointingEvidence evidence)
    {
        if (string.IsNullOrWhiteSpace(evidence.Transcript))
        {
            return options.Unknown;
        }

        var text = evidence.Transcript.AsSpan().TrimEnd();
        if (text.EndsWith("...") || text[^1] == '…' || ClauseEnds.Contains(text[^1]))
        {
            return options.Unfinished;
        }

        var sentenceEnded = SentenceEnds.Contains(text[^1]);
        var lastWord = text.TrimEnd(SentenceEnds);
        lastWord = lastWord[(lastWord.LastIndexOf(' ') + 1)..].TrimStart("¿¡\"'(").TrimEnd("\"')»");
        if (words.Contains(evidence.Language, lastWord, sentenceEnded))
        {
            return options.Unfinished;
        }

        return sentenceEnded ? options.AfterSentence : options.Unknown;
    }
}
