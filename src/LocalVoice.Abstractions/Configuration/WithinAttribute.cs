using System.Globalization;

namespace LocalVoice.Configuration;

/// <summary>A number or time span within a range, bounds included.</summary>
public sealed class WithinAttribute : SettingAttribute
{
    private readonly Func<object, bool> _allows;

    public WithinAttribute(double least, double most)
    {
        Range = string.Create(CultureInfo.InvariantCulture, $"{least}…{most}");
        _allows = value => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most;
    }

    /// <param name="least">A time span in configuration syntax: <c>00:00:00.2</c>.</param>
    public WithinAttribute(string least, string most)
    {
        var (shortest, longest) = (TimeSpan.Parse(least, CultureInfo.InvariantCulture), TimeSpan.Parse(most, CultureInfo.InvariantCulture));
        Range = $"{least}…{most}";
        _allows = value => value is TimeSpan span && span >= shortest && span <= longest;
    }

    protected override string Range { get; }

    protected override bool Allows(object value) => _allows(value);
}
