namespace LocalVoice.Server.Configuration;

/// <summary>Settings that a client may override for its session.</summary>
[Flags]
internal enum SessionOverrides
{
    None = 0,
    Language = 1,
    Pipeline = 2,
    Speculate = 4,
    Vocabulary = 8,
    Stages = 16,
}
