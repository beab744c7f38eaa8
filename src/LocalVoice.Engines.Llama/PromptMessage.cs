namespace LocalVoice.Engines.Llama;

/// <summary>A message in the chat template's form.</summary>
internal sealed record PromptMessage(string Role, string Content)
{
    /// <summary>Not the template's: it stands in the prompt as it is, between what the template makes of the messages around it.</summary>
    public bool IsVerbatim => Role.Length == 0;

    public static PromptMessage Verbatim(string content) => new("", content);
}
