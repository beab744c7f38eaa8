using LocalVoice.Configuration;

namespace LocalVoice.Server.Configuration;

/// <summary>Names of an enum's members, as read by <see cref="EnumNames"/>: one, or several for flags.</summary>
internal sealed class NamesOfAttribute<T> : SettingAttribute
    where T : struct, Enum
{
    protected override string Range =>
        $"{(typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false) ? "some" : "one")} of {EnumNames.List<T>()}";

    protected override bool Allows(object value) => value is string names && EnumNames.Parse<T>(names) is not null;
}
