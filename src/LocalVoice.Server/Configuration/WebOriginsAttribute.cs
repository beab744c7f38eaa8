using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Origins of web pages, separated by commas; empty for none.</summary>
internal sealed class WebOriginsAttribute : SettingAttribute
{
    protected override string Range => "* or origins like https://app.example, separated by commas";

    protected override bool Allows(object value) =>
        value is string list && WebOrigin.Entries(list).All(entry => entry == WebOrigin.Any || WebOrigin.Parse(entry) is not null);
}
