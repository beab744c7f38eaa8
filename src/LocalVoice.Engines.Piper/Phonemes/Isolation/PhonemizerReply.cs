namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>
/// Replies of the phonemizer's process: a byte that is 1 for a result and 0 for a failure's message, then a string, a
/// byte for yes or no, or the clauses (count; each its IPA, its mark or 0, and whether it ends a paragraph).
/// </summary>
internal static class PhonemizerReply
{
    private const char NoMark = '\0';

    public static byte[] Failure(string message) => Reply(writer => writer.Write(message), succeeded: false);

    public static byte[] Description(string version, string dataFolder) =>
        Reply(writer =>
        {
            writer.Write(version);
            writer.Write(dataFolder);
        });

    public static byte[] Knows(bool known) => Reply(writer => writer.Write(known));

    public static byte[] Clauses(IReadOnlyList<Clause> clauses) =>
        Reply(writer =>
        {
            writer.Write(clauses.Count);
            foreach (var clause in clauses)
            {
                writer.Write(clause.Ipa);
                writer.Write((ushort)(clause.Mark ?? NoMark));
                writer.Write(clause.EndsParagraph);
            }
        });

    public static (string Version, string DataFolder) ReadDescription(BinaryReader reader) => (reader.ReadString(), reader.ReadString());

    public static bool ReadKnows(BinaryReader reader) => reader.ReadBoolean();

    public static IReadOnlyList<Clause> ReadClauses(BinaryReader reader)
    {
        var clauses = new List<Clause>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var ipa = reader.ReadString();
            var mark = (char)reader.ReadUInt16();
            clauses.Add(new Clause(ipa, mark == NoMark ? null : mark, reader.ReadBoolean()));
        }

        return clauses;
    }

    /// <exception cref="EngineException">The reply is a failure; the message is the other process's.</exception>
    /// <exception cref="IOException">The message ends early or late.</exception>
    /// <exception cref="FormatException">A string in it has no length.</exception>
    public static T Read<T>(byte[] message, Func<BinaryReader, T> result)
    {
        using var reader = new BinaryReader(new MemoryStream(message));
        var succeeded = reader.ReadBoolean();
        var (value, refusal) = succeeded ? (result(reader), "") : (default!, reader.ReadString());
        if (reader.BaseStream.Position != message.Length)
        {
            throw new IOException($"A reply of {reader.BaseStream.Position} bytes came in {message.Length}.");
        }

        return succeeded ? value : throw new EngineException(refusal);
    }

    private static byte[] Reply(Action<BinaryWriter> content, bool succeeded = true)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(succeeded);
        content(writer);
        writer.Flush();
        return bytes.ToArray();
    }
}
