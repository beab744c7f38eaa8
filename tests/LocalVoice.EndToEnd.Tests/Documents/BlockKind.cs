namespace LocalVoice.EndToEnd.Tests.Documents;

/// <summary>What a test does with a fenced block.</summary>
internal enum BlockKind
{
    /// <summary>Nobody can tell: the document is wrong.</summary>
    Unknown,

    /// <summary>It says in its info string why it is not run: <c>no-test: REASON</c>.</summary>
    Untested,

    /// <summary>Output, or a drawing: <c>text</c>.</summary>
    Listing,

    /// <summary>Commands for a shell in the checkout's root, which end by themselves.</summary>
    Commands,

    /// <summary>Commands of which the last serves until it is stopped.</summary>
    Server,

    /// <summary>An <c>appsettings.json</c>.</summary>
    Settings,

    /// <summary>What a client sends in a session.</summary>
    Event,

    /// <summary>What a client sends for a client secret.</summary>
    SecretRequest,

    /// <summary>A program that <c>src/samples</c> has.</summary>
    Sample,
}
