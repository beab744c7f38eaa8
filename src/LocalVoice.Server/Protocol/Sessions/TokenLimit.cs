namespace LocalVoice.Server.Protocol.Sessions;

/// <summary><c>max_output_tokens</c>: a number, or <c>inf</c>.</summary>
internal static class TokenLimit
{
    public const string None = "inf";

    public static int? Read(EventField field) =>
        field.IsAbsent ? null
        : !field.IsString ? field.Integer(1, int.MaxValue)
        : field.Text() == None ? null
        : throw field.Invalid($"Expected an integer or '{None}'.");
}
