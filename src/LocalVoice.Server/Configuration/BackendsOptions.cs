namespace LocalVoice.Server.Configuration;

/// <summary>
/// Section <c>LocalVoice:Backends</c>: backends on other machines, by stage and name. None is contacted unless a stage names it.
/// </summary>
internal sealed class BackendsOptions
{
    public const string Section = "LocalVoice:Backends";

    public Dictionary<string, BackendOptions> Stt { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, BackendOptions> Llm { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, BackendOptions> Tts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="stage"><c>Stt</c>, <c>Llm</c> or <c>Tts</c>.</param>
    public Dictionary<string, BackendOptions> Of(string stage) =>
        stage switch
        {
            nameof(Stt) => Stt,
            nameof(Llm) => Llm,
            _ => Tts,
        };
}
