namespace LocalVoice.Testing.Fakes;

/// <summary>How a fake engine is reached that another machine is said to run. Thread-safe.</summary>
public sealed class FakeRemote
{
    /// <summary>Connections that were opened, or tried, ahead of need.</summary>
    public Counter Prepared { get; } = new();

    /// <summary>Holds every connection before it is open.</summary>
    public Hold Hold { get; } = new();

    /// <summary>Thrown, while set, by whatever opens a connection.</summary>
    public Exception? Failure { get; set; }

    public Uri Address { get; } = new("https://cloud.example/v1");

    public async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        Prepared.Increment();
        await Hold.WaitAsync(cancellationToken);
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}
