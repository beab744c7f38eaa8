namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>espeak-ng's data folder: its dictionaries and phoneme tables, which it trusts without checking them.</summary>
internal static class EspeakData
{
    private const string Name = "espeak-ng-data";
    private const string Sentence = "Radio, hotel, piano: 1, 25 y 1984. Taxi?";

    /// <summary>Where espeak-ng looks, for when it ended before it could say so.</summary>
    public static string LikelyFolder
    {
        get
        {
            var set = Environment.GetEnvironmentVariable("ESPEAK_DATA_PATH");
            string[] folders =
            [
                Path.Combine(set ?? "", Name),
                set ?? "",
                .. Directory.Exists("/usr/lib")
                    ? Directory.GetDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, Name))
                    : [],
                "/usr/share/" + Name,
                "/usr/local/share/" + Name,
                "/opt/homebrew/share/" + Name,
            ];
            return folders.FirstOrDefault(Directory.Exists) ?? Name;
        }
    }

    /// <summary>Speaks one sentence with each voice.</summary>
    /// <exception cref="EngineException">espeak-ng ended, hung or stayed silent; the message names its data folder.</exception>
    public static void Check(IPhonemizer phonemizer, IEnumerable<string> voices)
    {
        foreach (var voice in voices)
        {
            try
            {
                if (phonemizer.Clauses(Sentence, voice).All(clause => clause.Ipa.Length == 0))
                {
                    throw Unusable(phonemizer.DataFolder, $"a sentence in '{voice}' has no sound");
                }
            }
            catch (EngineException failure) when (failure.InnerException is PhonemizerEndedException ended)
            {
                throw Unusable(phonemizer.DataFolder, $"at a sentence in '{voice}' it {ended.Message}", failure);
            }
        }
    }

    public static EngineException Unusable(string folder, string symptom, Exception? cause = null) =>
        new(
            $"espeak-ng cannot work with its data folder {folder} ({symptom}); "
                + "install it anew: `apt-get install --reinstall espeak-ng-data`.",
            cause
        );
}
