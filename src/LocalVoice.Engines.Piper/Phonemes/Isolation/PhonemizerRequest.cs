namespace LocalVoice.Engines.Piper.Phonemes.Isolation;

/// <summary>What is asked of the phonemizer's process: one byte for the kind, then the voice and the text (UTF-8, length first).</summary>
internal readonly record struct PhonemizerRequest(PhonemizerRequestKind Kind, string Voice = "", string Text = "")
{
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)Kind);
        writer.Write(Voice);
        writer.Write(Text);
        writer.Flush();
        return bytes.ToArray();
    }

    public static PhonemizerRequest Of(byte[] message)
    {
        using var reader = new BinaryReader(new MemoryStream(message));
        return new((PhonemizerRequestKind)reader.ReadByte(), reader.ReadString(), reader.ReadString());
    }
}

internal enum PhonemizerRequestKind : byte
{
    /// <summary>espeak-ng's version and data folder.</summary>
    Describe,

    /// <summary>Whether there is a voice of this name.</summary>
    Knows,

    /// <summary>A text's clauses, within <see cref="EspeakBound.Normal"/>.</summary>
    Clauses,

    /// <summary>The same within <see cref="EspeakBound.Strict"/>.</summary>
    ClausesStrictly,
}
