namespace LocalVoice.Server.Protocol.Incoming;

/// <summary>Reads an item that is a recording of the user's, without a transcript.</summary>
internal static class RecordedSpeech
{
    /// <returns>False for any other item.</returns>
    /// <exception cref="ProtocolException">It is such a recording, and something is wrong with it.</exception>
    public static bool TryRead(EventField item, out string id, out byte[] audio)
    {
        (id, audio) = ("", []);
        if (item["type"].Text() != "message" || item["role"].TextOrNull() != "user")
        {
            return false;
        }

        var parts = item["content"].Items().ToArray();
        var recording = Array.Find(parts, part => part["type"].TextOrNull() == "input_audio" && part["transcript"].IsAbsent);
        if (recording.IsAbsent)
        {
            return false;
        }

        audio = Base64Field.Read(recording["audio"]);
        id = ItemReader.IdOf(item);
        return parts.Length == 1
            ? true
            : throw item["content"].Invalid("A recording without a transcript is an item of its own: send other parts as other items.");
    }
}
