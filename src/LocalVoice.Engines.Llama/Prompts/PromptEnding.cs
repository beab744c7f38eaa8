namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>How a prompt's text ends.</summary>
internal enum PromptEnding
{
    /// <summary>After the last message.</summary>
    Closed,

    /// <summary>Where the assistant's response begins.</summary>
    Response,

    /// <summary>Within the last message, which may continue.</summary>
    Open,
}
