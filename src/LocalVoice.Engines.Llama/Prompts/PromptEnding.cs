namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>Where a prompt's text ends.</summary>
internal enum PromptEnding
{
    /// <summary>After the last message.</summary>
    Closed,

    /// <summary>Where the assistant's answer begins.</summary>
    Answer,

    /// <summary>In the last message, which may go on.</summary>
    Open,
}
