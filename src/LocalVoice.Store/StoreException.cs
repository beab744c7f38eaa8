namespace LocalVoice.Store;

/// <summary>The store cannot be used as it is set up: a key or a database is wrong. The message says what, where, and what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException() { }

    public StoreException(string message)
        : base(message) { }

    public StoreException(string message, Exception inner)
        : base(message, inner) { }
}
