namespace LocalVoice.Server.Http.Generation;

/// <summary>Tokens of a response, as its engine counts them; of one that counts none, the pieces of its output.</summary>
internal readonly record struct TextUsage(long Input, long Cached, long Output)
{
    public long Total => Input + Output;
}
