namespace LocalVoice.EndToEnd.Tests.Clients;

/// <summary>The scenarios that every stock client has a test for, "CLIENT × SCENARIO" (tests/web/clients has npm's).</summary>
internal static class Cell
{
    public const string Connect = "connect";
    public const string Update = "update";
    public const string History = "turn and history";
    public const string Manual = "manual";
    public const string Text = "text";
    public const string BargeIn = "barge-in and truncate";
    public const string Cancel = "cancel";
    public const string Items = "retrieve and delete";
    public const string OutOfBand = "out of band";
    public const string Transcription = "transcription";
    public const string Pcmu = "pcmu";
    public const string ToolCall = "tool call";
}
