namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>
/// Weighs what the text, the language model and the sound tell, and waits the longer the less sure it is (<c>semantic_vad</c>). No
/// kind of evidence alone gives the shortest wait.
/// </summary>
/// <param name="weights">How much this session's evidence is worth.</param>
/// <param name="pace">Factor of all waits; above 0.</param>
/// <param name="hardCap">The longest wait.</param>
internal sealed class EvidenceEndpointingPolicy(
    EndpointingOptions options,
    TranscriptEndings endings,
    EvidenceWeights weights,
    double pace,
    TimeSpan hardCap
) : IEndpointingPolicy
{
    // Log odds at which the waits of the options apply; between them the wait changes evenly.
    private const double Agreed = 3.5;
    private const double Sure = 2;
    private const double Unsure = -2;

    public TimeSpan RequiredSilence(EndpointingEvidence evidence)
    {
        var wanted = WaitAt(LogOdds(evidence)) * pace;
        return wanted < hardCap ? wanted : hardCap;
    }

    /// <summary>How sure it is that the speaker has finished.</summary>
    public double LogOdds(in EndpointingEvidence evidence)
    {
        var ending = endings.Of(evidence.Transcript, evidence.Language);
        return ending switch
        {
            TranscriptEnding.Command => Agreed,
            TranscriptEnding.Reply => evidence.Asked ? Agreed : 0,
            TranscriptEnding.Unfinished => Unsure,
            _ => weights.Text(ending) + weights.Message(evidence.MessageEnd) + weights.Sound(evidence.SoundEnd) - weights.Caution,
        };
    }

    private TimeSpan WaitAt(double logOdds) =>
        logOdds switch
        {
            >= Agreed => options.Agreed,
            >= Sure => Between(logOdds, Sure, options.AfterSentence, Agreed, options.Agreed),
            >= 0 => Between(logOdds, 0, options.Unknown, Sure, options.AfterSentence),
            >= Unsure => Between(logOdds, Unsure, options.Unfinished, 0, options.Unknown),
            _ => options.Unfinished,
        };

    private static TimeSpan Between(double at, double low, TimeSpan atLow, double high, TimeSpan atHigh) =>
        atLow + ((atHigh - atLow) * ((at - low) / (high - low)));
}
