namespace LocalVoice.Server.Configuration;

/// <summary>What a client may change for its own session.</summary>
[Flags]
internal enum SessionOverrides
{
    None = 0,
    Language = 1,
    Pipeline = 2,
    Speculate = 4,
    Vocabulary = 8,
}
