using System.Text.RegularExpressions;

namespace LocalVoice.Configuration;

/// <summary>A string that matches a pattern.</summary>
/// <param name="pattern">A regular expression for the whole value, case-insensitive.</param>
/// <param name="what">The pattern in words: <c>cpu, cuda or cuda:N</c>.</param>
public sealed class MatchesAttribute(string pattern, string what) : SettingAttribute
{
    private readonly Regex _pattern = new($@"^(?:{pattern})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    protected override string Range => what;

    protected override bool Allows(object value) => value is string text && _pattern.IsMatch(text);
}
