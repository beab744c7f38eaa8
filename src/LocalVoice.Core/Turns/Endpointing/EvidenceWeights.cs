using LocalVoice.Core.Evidence;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>What each kind of evidence is worth, as log odds, by the models' figures and for this speaker.</summary>
/// <param name="markTrust">Share of the pauses after a full stop or the like at which the speaker has finished, 0…1.</param>
/// <param name="message">Of the language model's probability; null where it tells nothing.</param>
/// <param name="sound">Of the sound's probability; null where there is no model for it.</param>
internal sealed class EvidenceWeights(double markTrust, EvidenceScale? message, EvidenceScale? sound, SpeakerCaution caution)
{
    // Chosen by trial, not measured.
    private const double Unmarked = -2;
    private const double SeldomLast = -1.5;

    public double Text(TranscriptEnding ending) =>
        ending switch
        {
            TranscriptEnding.Marked => Confidence.LogOdds(markTrust),
            TranscriptEnding.Doubtful => Confidence.LogOdds(markTrust) + SeldomLast,
            TranscriptEnding.Unmarked => Unmarked,
            _ => 0,
        };

    public double Message(double? probability) => probability is { } p && message is not null ? message.LogOdds(p) : 0;

    public double Sound(double? probability) => probability is { } p && sound is not null ? sound.LogOdds(p) : 0;

    public double Caution => caution.LogOdds;
}
