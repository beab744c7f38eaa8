namespace LocalVoice.Remote;

/// <summary>What went wrong between a backend on another machine and us. Names in reports are these, in snake case.</summary>
public enum BackendFault
{
    /// <summary>No connection: refused, unreachable, no such name, or not within its time.</summary>
    Unreachable,

    /// <summary>The connection could not be secured: certificate or handshake.</summary>
    Tls,

    /// <summary>The key is missing, wrong or not allowed (401, 403).</summary>
    Unauthorized,

    /// <summary>The account has no credit (402).</summary>
    PaymentRequired,

    /// <summary>Too many requests or tokens (429).</summary>
    RateLimited,

    /// <summary>The request was not understood (400, 404, 422 …): a model, voice or option that the service does not have.</summary>
    Rejected,

    /// <summary>The service failed (5xx), before or amid its response.</summary>
    ServiceError,

    /// <summary>Nothing came for longer than is waited for.</summary>
    Stalled,

    /// <summary>The connection ended amid a response.</summary>
    Interrupted,

    /// <summary>What came is not what the service's protocol allows.</summary>
    Malformed,

    /// <summary>The air gap forbids the connection.</summary>
    AirGapped,

    /// <summary>Not asked: it has failed too often just now.</summary>
    CircuitOpen,
}
