namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>output_modalities</c>: audio always includes its transcript.</summary>
internal static class OutputModalities
{
    /// <summary>Whether the response is spoken; null when the field is absent.</summary>
    public static bool? Speak(EventField field)
    {
        if (field.IsAbsent)
        {
            return null;
        }

        var names = field.Items().Select(item => item.Text()).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 && names.All(name => name is "audio" or "text")
            ? names.Contains("audio")
            : throw field.NotOneOf("audio", "text");
    }

    public static string Name(bool speak) => speak ? "audio" : "text";
}
