using System.ComponentModel.DataAnnotations;

namespace LocalVoice.Configuration;

/// <summary>
/// An absolute address, as text or <see cref="Uri"/>, without user name, query or fragment. Set to nothing is wrong too: it
/// would otherwise be the default, which may be on another machine than the one that was meant.
/// </summary>
/// <param name="schemes">Allowed ones.</param>
/// <param name="what">Such an address in words.</param>
public sealed class AddressAttribute(string[] schemes, string what) : SettingAttribute
{
    protected override string Range => what;

    protected override bool Allows(object value) =>
        Uri.TryCreate($"{value}", UriKind.Absolute, out var address)
        && schemes.Contains(address.Scheme)
        && address is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    /// <summary>A user name may come with a password: what is before the host's name is not told.</summary>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var text = $"{value}";
        return base.IsValid(value is not null && Allows(value) ? value : Shown(text), validationContext);
    }

    private static string Shown(string text) => text.LastIndexOf('@') is >= 0 and var end ? $"…{text[end..]}" : text;
}
