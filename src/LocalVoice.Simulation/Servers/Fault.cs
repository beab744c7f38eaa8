namespace LocalVoice.Simulation.Servers;

/// <summary>What a simulated service does wrong with a request or a turn.</summary>
/// <param name="Kind">What.</param>
/// <param name="After">Messages, pieces or words of the response that come as they should before it.</param>
public sealed record Fault(FaultKind Kind, int After = 0)
{
    public static Fault None { get; } = new(FaultKind.None);

    /// <summary>Of <see cref="FaultKind.RateLimited"/>; null: the service does not tell.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The kinds of faults. Refused connections, half-open sockets and bad certificates are servers of their own.</summary>
public enum FaultKind
{
    None,

    /// <summary>401, in the service's own words.</summary>
    Unauthorized,

    /// <summary>402.</summary>
    PaymentRequired,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>503.</summary>
    ServerError,

    /// <summary>Nothing more comes, the connection stays.</summary>
    Stall,

    /// <summary>An error of the service's protocol amid the response.</summary>
    ErrorAmid,

    /// <summary>The connection ends amid the response, without a farewell.</summary>
    CloseAmid,

    /// <summary>Bytes that the service's protocol does not allow.</summary>
    Garbage,

    /// <summary>The response comes byte by byte, slower than anyone waits for.</summary>
    SlowDrip,
}
