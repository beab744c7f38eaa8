namespace LocalVoice.Engines.Llama.Calls;

/// <summary>Finds a mark character by character. Its first character must not occur in it again.</summary>
internal sealed class MarkMatcher(string mark)
{
    private int _matched;

    public string Mark => mark;

    /// <summary>What has come of the mark: text, should the rest not follow.</summary>
    public string Partial => mark[.._matched];

    /// <returns>Whether the mark is complete with this character.</returns>
    /// <param name="released">What came before and is no mark, the character included unless it may begin one; empty for nothing.</param>
    public bool Take(char character, out string released)
    {
        released = "";
        if (character != mark[_matched])
        {
            var begins = character == mark[0];
            released = begins ? Partial : Partial + character;
            _matched = begins ? 1 : 0;
            return false;
        }

        if (++_matched < mark.Length)
        {
            return false;
        }

        _matched = 0;
        return true;
    }

    /// <summary>Forgets what has come of the mark.</summary>
    public string Reset()
    {
        var partial = Partial;
        _matched = 0;
        return partial;
    }
}
