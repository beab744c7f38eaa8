using LocalVoice.Client;

namespace LocalVoice.Bench.Clips;

/// <summary>One time that a clip was played to the server.</summary>
/// <param name="Caller">Who played it, from 0.</param>
/// <param name="Result">Null where the session was refused or lost; <paramref name="Error"/> then says why.</param>
public sealed record ClipPlay(Clip Clip, int Caller, PlayedClip? Result, string? Error);
