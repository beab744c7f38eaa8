using System.Collections;

namespace LocalVoice.Configuration;

/// <summary>A string that is not blank, or a list that is not empty.</summary>
/// <param name="what">What is required: <c>a GGUF file</c>.</param>
public sealed class NotEmptyAttribute(string what) : SettingAttribute
{
    protected override string Range => what;

    protected override bool Allows(object value) =>
        value switch
        {
            string text => !string.IsNullOrWhiteSpace(text),
            ICollection list => list.Count > 0,
            IEnumerable items => items.Cast<object>().Any(),
            _ => true,
        };
}
