namespace LocalVoice.Simulation.OpenAI.Errors;

/// <summary>Why a request is refused, before a service puts it into its words. Paths are like <c>messages[0].content</c>.</summary>
internal abstract record Refusal
{
    internal sealed record NoKey : Refusal;

    internal sealed record WrongKey(string Key) : Refusal;

    internal sealed record NoCredit : Refusal;

    internal sealed record TooMany(string Model, TimeSpan? RetryAfter) : Refusal;

    internal sealed record Overloaded : Refusal;

    /// <summary>Fails while it works.</summary>
    internal sealed record Failed : Refusal;

    internal sealed record NoSuchPath(string Method, string Path) : Refusal;

    internal sealed record WrongMethod(string Method, string Path) : Refusal;

    internal sealed record UnknownModel(string Model) : Refusal;

    internal sealed record NotJson : Refusal;

    internal sealed record Missing(string Path) : Refusal;

    /// <param name="Path">Of the object that has the fields; empty for the request itself.</param>
    internal sealed record UnknownFields(string Path, IReadOnlyList<string> Names) : Refusal;

    /// <param name="Expected">With its article: <c>a string</c>.</param>
    internal sealed record WrongType(string Path, string Expected, string Got) : Refusal;

    internal sealed record OutOfRange(string Path, decimal Limit, decimal Got, bool IsAbove, bool IsWhole) : Refusal;

    internal sealed record Empty(string Path) : Refusal;

    internal sealed record TooLarge(long Bytes) : Refusal
    {
        public const long MostBytes = 26_214_400;
    }

    internal sealed record TooLong(string Path, int Limit, int Got) : Refusal;

    internal sealed record BadValue(string Path, string Got, IReadOnlyList<string> Supported) : Refusal;

    /// <summary>The model does not know the parameter.</summary>
    internal sealed record Unsupported(string Path, string Instead) : Refusal;

    /// <summary>The model knows only the parameter's default.</summary>
    internal sealed record OnlyDefault(string Path, string Got) : Refusal;

    /// <summary>What has one wording for all.</summary>
    internal sealed record Other(string Message, string? Path = null, string? Code = null) : Refusal;
}
