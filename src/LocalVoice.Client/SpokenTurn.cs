using System.Text.Json;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>What became of one utterance. Times count from its last voiced sample.</summary>
/// <param name="Heard">What the server understood; empty when nothing.</param>
/// <param name="Answered">What the agent said, in words.</param>
/// <param name="Answer">What the agent said, as audio; null when nothing came.</param>
/// <param name="InputDelay">Until the chunk with the last voiced sample was due to be sent.</param>
/// <param name="FirstArrival">Until the answer's first frame arrived.</param>
/// <param name="VoiceToVoice">Until the answer's first voiced sample can be played at the earliest.</param>
/// <param name="Timeline">The server's own marks, where it tells them.</param>
/// <param name="Error">Why there is no answer, or null.</param>
public sealed record SpokenTurn(
    string Heard,
    string Answered,
    Recording? Answer,
    TimeSpan InputDelay,
    TimeSpan? FirstArrival,
    TimeSpan? VoiceToVoice,
    JsonElement? Timeline,
    string? Error
)
{
    public bool HasResponse => Answered.Length > 0 && VoiceToVoice is not null;
}
