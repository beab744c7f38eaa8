using LocalVoice.Configuration;

namespace LocalVoice.Engines.OpenAI;

/// <summary>An absolute <c>http</c> or <c>https</c> address without user name, query or fragment.</summary>
public sealed class HttpAddressAttribute : SettingAttribute
{
    protected override string Range => "an http or https address without user name and query";

    protected override bool Allows(object value) =>
        value is Uri { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };
}
