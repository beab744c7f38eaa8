using LocalVoice.Testing.Servers;

namespace LocalVoice.Store.Tests.Databases;

/// <summary>One PostgreSQL for the tests of a class; null where it is not installed.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer? Server { get; private set; }

    public async ValueTask InitializeAsync() => Server = PostgresServer.Missing is null ? await PostgresServer.StartNewAsync() : null;

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? default;
}
