using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalVoice.Configuration;

/// <summary>
/// The allowed values of a setting. The failure message names the key, the value and the range:
/// <c>LocalVoice:Engines:Stt:Threads is '65'; it must be 0…64.</c>
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract partial class SettingAttribute : ValidationAttribute
{
    /// <summary>The allowed values, completing "it must be …".</summary>
    public string Allowed => Range;

    /// <inheritdoc cref="Allowed"/>
    protected abstract string Range { get; }

    /// <param name="value">Never null: null counts as not set.</param>
    protected abstract bool Allows(object value);

    /// <summary>The failure message for a value that depends on other settings.</summary>
    /// <param name="context">The options object's validation context.</param>
    /// <param name="member">The setting's name.</param>
    public static ValidationResult Failure(ValidationContext context, string member, object? value, string range)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.DisplayName[..context.DisplayName.LastIndexOf('.')];
        return new(Message($"{options}.{member}", value, range));
    }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null || Allows(value) ? ValidationResult.Success : new(Message(validationContext.DisplayName, value, Range));

    private static string Message(string name, object? value, string range) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Indexes().Replace(name, ":$1").Replace('.', ':')} is '{value}'; it must be {range}."
        );

    /// <summary>Validators write <c>Voices[0].Name</c>, configuration keys <c>Voices:0:Name</c>.</summary>
    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Indexes();
}
