using LocalVoice.Chat;

namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>truncation</c>: <c>auto</c>, <c>disabled</c>, or a ratio to be retained.</summary>
internal static class TruncationReader
{
    private const string Auto = "auto";
    private const string Disabled = "disabled";
    private const string Ratio = "retention_ratio";

    public static Truncation Read(EventField field)
    {
        if (field.IsAbsent)
        {
            return Truncation.Auto;
        }

        if (field.IsString)
        {
            return field.Text() switch
            {
                Auto => Truncation.Auto,
                Disabled => Truncation.Disabled,
                _ => throw field.NotOneOf(Auto, Disabled),
            };
        }

        var (type, ratio, most) = (field["type"], field[Ratio], field["token_limits"]["post_instructions"]);
        return type.Text() == Ratio
            ? new(Allowed: true, ratio.Number(0, 1, absent: 1), most.IsAbsent ? null : most.Integer(0, int.MaxValue))
            : throw type.NotOneOf(Ratio);
    }
}
