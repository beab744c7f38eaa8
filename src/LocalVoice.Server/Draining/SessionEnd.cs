namespace LocalVoice.Server.Draining;

/// <summary>How a session ended.</summary>
internal enum SessionEnd
{
    /// <summary>It was asked to finish, and did.</summary>
    Whole,

    /// <summary>By the client, its expiry or a failure.</summary>
    ByItself,

    /// <summary>The server waited no longer.</summary>
    Cut,
}
