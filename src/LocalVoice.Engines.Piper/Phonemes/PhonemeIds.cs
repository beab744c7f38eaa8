namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Maps phonemes to a voice's ids: <c>^ _ (phoneme _)* $</c>. Symbols missing from the voice's map are skipped.</summary>
internal sealed class PhonemeIds(IReadOnlyDictionary<string, long[]> map)
{
    private const string Pad = "_";
    private const string Start = "^";
    private const string End = "$";

    public long[] Of(IEnumerable<string> phonemes)
    {
        List<long> ids = [.. map[Start], .. map[Pad]];
        foreach (var phoneme in phonemes)
        {
            if (phoneme is not (Pad or Start or End) && map.TryGetValue(phoneme, out var of))
            {
                ids.AddRange(of);
                ids.AddRange(map[Pad]);
            }
        }

        ids.AddRange(map[End]);
        return [.. ids];
    }

    /// <exception cref="EngineException">The map lacks the symbols that begin, separate or end a sentence.</exception>
    public static PhonemeIds Checked(IReadOnlyDictionary<string, long[]> map, string path) =>
        map.ContainsKey(Pad) && map.ContainsKey(Start) && map.ContainsKey(End)
            ? new PhonemeIds(map)
            : throw new EngineException($"{path} has no ids for _, ^ and $ in phoneme_id_map.");
}
