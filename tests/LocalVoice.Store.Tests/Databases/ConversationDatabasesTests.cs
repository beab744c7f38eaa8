using LocalVoice.Store.Databases;

namespace LocalVoice.Store.Tests.Databases;

public sealed class ConversationDatabasesTests
{
    [Fact]
    public void A_connection_has_short_time_outs_unless_it_says_otherwise_and_its_errors_have_no_values()
    {
        var plain = ConversationDatabases.Postgres("Host=db;Include Error Detail=true");
        var own = ConversationDatabases.Postgres("Host=db;Timeout=30;Command Timeout=60");

        Assert.Equal((5, 10, false), (plain.Timeout, plain.CommandTimeout, plain.IncludeErrorDetail));
        Assert.Equal((30, 60), (own.Timeout, own.CommandTimeout));
    }

    [Theory]
    [InlineData("Host=db.lan", "db.lan:5432")]
    [InlineData("Host=a,b:5433;Port=5431", "a:5431 b:5433")]
    [InlineData("Host=/var/run/postgresql", "")]
    public void Its_hosts_are_known_before_it_is_dialled(string connection, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', StoreSetup.Addresses(connection).Select(address => $"{address.Host}:{address.Port}")));
}
