using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>A language code, or <c>auto</c>.</summary>
internal sealed class LanguageCodeAttribute : SettingAttribute
{
    protected override string Range => LanguageCode.Expected;

    protected override bool Allows(object value) => value is string code && LanguageCode.IsValid(code);
}
