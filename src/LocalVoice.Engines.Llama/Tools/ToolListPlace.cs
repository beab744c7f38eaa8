namespace LocalVoice.Engines.Llama.Tools;

/// <summary>Where the list of functions stands in a prompt.</summary>
internal enum ToolListPlace
{
    /// <summary>In the system's message, after the instructions.</summary>
    AfterInstructions,

    /// <summary>In the system's message, before the instructions.</summary>
    BeforeInstructions,

    /// <summary>As it is, before the user's first message.</summary>
    BeforeFirstUser,

    /// <summary>
    /// As it is, before the user's last message. Of each turn's prompt, the cache then holds what came before the list in the last
    /// one; the rest is prefilled while the user speaks.
    /// </summary>
    BeforeLastUser,

    /// <summary>The same, and before a system's message before that, as the template puts that into the user's.</summary>
    BeforeLastUserAndSystem,
}
