namespace LocalVoice.Core.SessionLoop;

/// <summary>What waits for the session's loop: audio of the client in a pooled buffer, or a message.</summary>
/// <param name="Audio">Rented; the loop returns it. Null for a message.</param>
/// <param name="AudioBytes">How much of <paramref name="Audio"/> is audio.</param>
/// <param name="Message">A command of the client, or news from a stage.</param>
internal readonly record struct SessionInput(byte[]? Audio, int AudioBytes, object? Message);
