using System.Text;
using System.Text.RegularExpressions;

namespace LocalVoice.Store.Redaction;

/// <summary>The names that were said in a conversation: once said, they are taken out wherever they come up. Not thread-safe.</summary>
internal sealed class KnownNames
{
    private const int ShortestName = 3;

    // A conversation that says more names than this is no conversation.
    private const int MostNames = 200;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private Regex? _any;

    /// <param name="name">One or several words; short ones, such as <c>de</c>, are left out.</param>
    public void Add(string name)
    {
        foreach (var word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (word.Length >= ShortestName && _names.Count < MostNames && _names.Add(word))
            {
                _any = null;
            }
        }
    }

    /// <returns>The text without the names.</returns>
    public string RedactIn(string text, string mark)
    {
        if (_names.Count == 0)
        {
            return text;
        }

        _any ??= Any();
        return _any.Replace(text, mark);
    }

    private Regex Any()
    {
        var pattern = new StringBuilder(@"(?<![\p{L}\p{N}])(?:");
        pattern.AppendJoin('|', _names.Select(Regex.Escape));
        pattern.Append(@")(?:\s+(?:").AppendJoin('|', _names.Select(Regex.Escape)).Append(@"))*(?![\p{L}\p{N}])");
        return new(pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
