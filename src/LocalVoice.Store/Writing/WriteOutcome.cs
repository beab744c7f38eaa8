namespace LocalVoice.Store.Writing;

internal enum WriteOutcome
{
    Written,

    /// <summary>The database serves, but will not have this.</summary>
    Refused,

    /// <summary>The server has no time to wait for the database any more.</summary>
    GivenUp,
}
