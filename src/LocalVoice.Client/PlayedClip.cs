using System.Text.Json;

namespace LocalVoice.Client;

/// <summary>What came of one recording that was played to a server. Times count from its last voiced sample.</summary>
/// <param name="Heard">What the server wrote down, all turns of the recording in order; null where it wrote nothing down.</param>
/// <param name="Answered">The words of the last response as far as they came.</param>
/// <param name="VoiceToVoice">Until the first voiced sample of a response that begins after it; null for none.</param>
/// <param name="FirstArrival">Until that response's first frame arrived.</param>
/// <param name="CutIn">Whether the agent's voice was heard before it.</param>
/// <param name="Timeline">The server's marks of the turn that was answered, if it sent them.</param>
/// <param name="Error">What the server reported, or null.</param>
public sealed record PlayedClip(
    string? Heard,
    string Answered,
    TimeSpan? VoiceToVoice,
    TimeSpan? FirstArrival,
    bool CutIn,
    JsonElement? Timeline,
    string? Error
);
