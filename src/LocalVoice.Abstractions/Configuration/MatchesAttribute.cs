using System.Text.RegularExpressions;

namespace LocalVoice.Configuration;

/// <summary>A text of a certain form.</summary>
/// <param name="pattern">Of the whole text, in any case.</param>
/// <param name="what">What people call it: <c>cpu, cuda or cuda:N</c>.</param>
public sealed class MatchesAttribute(string pattern, string what) : SettingAttribute
{
    private readonly Regex _pattern = new($"^(?:{pattern})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    protected override string Range => what;

    protected override bool Allows(object value) => value is string text && _pattern.IsMatch(text);
}
