using System.Collections.Frozen;

namespace LocalVoice.Server.Protocol;

/// <summary>What fields of the protocol's beta are called now.</summary>
internal static class GaNames
{
    private const string Gone = "";

    private static readonly FrozenDictionary<string, string> OfSession = new Dictionary<string, string>
    {
        ["modalities"] = "output_modalities",
        ["voice"] = "audio.output.voice",
        ["speed"] = "audio.output.speed",
        ["input_audio_format"] = "audio.input.format",
        ["output_audio_format"] = "audio.output.format",
        ["input_audio_transcription"] = "audio.input.transcription",
        ["input_audio_noise_reduction"] = "audio.input.noise_reduction",
        ["turn_detection"] = "audio.input.turn_detection",
        ["max_response_output_tokens"] = "max_output_tokens",
        ["temperature"] = Gone,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The error for a field that does not exist; of one that did, with its name of today.</summary>
    /// <param name="parent">The session, or a response.</param>
    public static ProtocolException Unknown(EventField field, string name, EventField parent)
    {
        var hint = OfSession.GetValueOrDefault(name) switch
        {
            null => "",
            Gone => " It was taken out of the protocol, and is the operator's to set.",
            var now => $" It is '{parent.Path}.{now}' now.",
        };
        return new("unknown_parameter", $"Unknown parameter: '{field.Path}'.{hint}", field.Path);
    }
}
