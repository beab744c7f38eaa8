namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>A short silence after a complete sentence, a long one after a word that needs a continuation (<c>semantic_vad</c>).</summary>
internal sealed class PunctuationEndpointingPolicy(EndpointingOptions options, TimeSpan hardCap, UnfinishedWords unfinished)
    : IEndpointingPolicy
{
    private static readonly char[] SentenceEnds = ['.', '?', '!'];
    private static readonly char[] ClauseEnds = [',', ';', ':', '-', '–'];

    public TimeSpan RequiredSilence(EndpointingEvidence evidence)
    {
        var wanted = Judge(evidence);
        return wanted < hardCap ? wanted : hardCap;
    }

    private TimeSpan Judge(EndpointingEvidence evidence)
    {
        if (string.IsNullOrWhiteSpace(evidence.Transcript))
        {
            return options.Unknown;
        }

        var text = evidence.Transcript.AsSpan().TrimEnd(" \n\"'”»)");
        if (text.IsEmpty)
        {
            return options.Unknown;
        }

        if (text.EndsWith("...") || text[^1] == '…' || ClauseEnds.Contains(text[^1]))
        {
            return options.Unfinished;
        }

        var sentenceEnded = SentenceEnds.Contains(text[^1]);
        var words = text.TrimEnd(SentenceEnds).TrimEnd(" \"'”»)");
        if (
            unfinished.Contains(evidence.Language, Last(words, 1), sentenceEnded)
            || unfinished.Contains(evidence.Language, Last(words, 2), sentenceEnded)
        )
        {
            return options.Unfinished;
        }

        return sentenceEnded ? options.AfterSentence : options.Unknown;
    }

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> words, int count)
    {
        var start = words.Length;
        for (; count > 0 && start > 0; count--)
        {
            start = words[..start].TrimEnd().LastIndexOf(' ') + 1;
        }

        return words[start..].TrimStart("¿¡\"'“«(");
    }
}
