namespace LocalVoice.Engines.Llama.Prompts;

/// <summary>How a prompt's text ends.</summary>
internal sealed record PromptEnding
{
    private PromptEnding() { }

    /// <summary>After the last message.</summary>
    public static PromptEnding Closed { get; } = new();

    /// <summary>Within the last message, which may continue.</summary>
    public static PromptEnding Open { get; } = new() { IsOpen = true };

    /// <summary>Where the assistant's response begins.</summary>
    public static PromptEnding Response { get; } = new() { Opening = "" };

    public bool IsOpen { get; private init; }

    /// <summary>What the response begins with, which the model goes on from; null where the prompt ends before.</summary>
    public string? Opening { get; private init; }

    /// <summary>In a response that has begun.</summary>
    public static PromptEnding In(string opening) => new() { Opening = opening };
}
