using LocalVoice.Core.Pipeline;
using LocalVoice.Core.Sessions;

namespace LocalVoice.Core.Turns.Endpointing;

/// <summary>How much silence ends this session's turns. Used by the session's loop only.</summary>
internal sealed class SessionEndpointing(SessionContext session, PipelineOptions options)
{
    private readonly SpeakerCaution _caution = new();

    /// <param name="evidence">All but what the agent said.</param>
    public TimeSpan RequiredSilence(EndpointingEvidence evidence)
    {
        var weights = new EvidenceWeights(session.Engines.Recognizer.MarkTrust, session.MessageEndScale, null, _caution);
        var policy = options.EndpointingPolicy ?? new EndpointingFactory(options.Endpointing, weights).For(session.Settings.TurnDetection);
        return policy.RequiredSilence(
            evidence with
            {
                Asked = session.History.LastSaid is MessageItem { Role: ConversationRole.Agent } said && Asks(said),
            }
        );
    }

    /// <param name="wentOn">Whether the turn went on with one that had been taken for over.</param>
    public void TurnEnded(bool wentOn)
    {
        if (wentOn)
        {
            _caution.CutIn();
        }
        else
        {
            _caution.TurnEnded();
        }
    }

    private static bool Asks(ConversationItem said) => said.Text?.TrimEnd().EndsWith('?') == true;
}
