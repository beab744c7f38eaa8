using System.Text.Json;
using LocalVoice.Client.Audio;

namespace LocalVoice.Client;

/// <summary>The result of one utterance. Times count from its last voiced sample.</summary>
/// <param name="Heard">The user's transcript; empty when there was none.</param>
/// <param name="Answered">The response's transcript.</param>
/// <param name="Response">The response's audio; null when there was none.</param>
/// <param name="InputDelay">Until the chunk with the last voiced sample was due.</param>
/// <param name="FirstArrival">Until the response's first frame arrived.</param>
/// <param name="VoiceToVoice">Until the earliest possible playback of the response's first voiced sample.</param>
/// <param name="Timeline">The server's marks, if it sent them.</param>
/// <param name="Error">Why there is no response, or null.</param>
public sealed record SpokenTurn(
    string Heard,
    string Answered,
    Recording? Response,
    TimeSpan InputDelay,
    TimeSpan? FirstArrival,
    TimeSpan? VoiceToVoice,
    JsonElement? Timeline,
    string? Error
)
{
    /// <summary>
    /// How long the ear heard nothing amid the response, each time: its next audio had not come. With the playback of
    /// <see cref="VoiceToVoice"/>, which has no buffer. Empty for none.
    /// </summary>
    public IReadOnlyList<TimeSpan> Gaps { get; init; } = [];

    /// <summary>How long the utterance's recording is.</summary>
    public TimeSpan Said { get; init; }

    /// <summary>Payload that the client sent, from the utterance's beginning until the response had been played.</summary>
    public long BytesSent { get; init; }

    /// <summary>What the response used, as its <c>response.done</c> tells; null when it does not.</summary>
    public JsonElement? Usage { get; init; }

    public bool HasResponse => Answered.Length > 0 && VoiceToVoice is not null;
}
