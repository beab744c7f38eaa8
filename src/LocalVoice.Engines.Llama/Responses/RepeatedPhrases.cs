namespace LocalVoice.Engines.Llama.Responses;

/// <summary>Whether a text's last words are a phrase said again and again.</summary>
internal enum Repetition
{
    None,

    /// <summary>As often as people may say it: the next words decide.</summary>
    Suspected,

    Loop,
}

/// <summary>Counts how often a text's last words were said in a row, for phrases of up to 40 words.</summary>
internal sealed class RepeatedPhrases
{
    private const int LongestPhrase = 40;

    // Codes and telephone numbers have rows of one digit.
    private const int MoreOfNumbers = 4;

    private readonly List<string> _words = [];

    // Of each phrase length: how many of the last words are the same as those one phrase before.
    private readonly int[] _same = new int[LongestPhrase + 1];

    // How many of the last words are numbers.
    private int _numbers;

    public Repetition Add(string written)
    {
        var word = Plain(written);
        _numbers = written.Any(char.IsDigit) && !written.Any(char.IsLetter) ? _numbers + 1 : 0;
        _words.Add(word);
        var worst = Repetition.None;
        for (var length = 1; length <= LongestPhrase && length < _words.Count; length++)
        {
            _same[length] = _words[^(length + 1)] == word ? _same[length] + 1 : 0;
            worst = Of(length) is var found && found > worst ? found : worst;
        }

        return worst;
    }

    private Repetition Of(int length)
    {
        var (heard, most) = Limits(length);
        var more = _numbers >= _same[length] + length ? MoreOfNumbers : 1;
        return _same[length] >= length * ((most * more) - 1) ? Repetition.Loop
            : _same[length] >= length * ((heard * more) - 1) ? Repetition.Suspected
            : Repetition.None;
    }

    /// <summary>
    /// By the number of words: how often a phrase is passed on without question, and how often in a row makes it a loop. Songs and
    /// laughter repeat a word six times and a line of three words four times ("let it be"); whole sentences come twice.
    /// </summary>
    private static (int Heard, int Most) Limits(int words) =>
        words switch
        {
            1 => (4, 8),
            2 => (3, 6),
            <= 5 => (2, 5),
            <= 12 => (2, 4),
            _ => (2, 3),
        };

    /// <summary>Without the marks around it, and in small letters; of marks alone, themselves.</summary>
    private static string Plain(string word)
    {
        var (start, end) = (0, word.Length);
        while (start < end && !char.IsLetterOrDigit(word[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(word[end - 1]))
        {
            end--;
        }

        return start == end ? word : word[start..end].ToLowerInvariant();
    }
}
