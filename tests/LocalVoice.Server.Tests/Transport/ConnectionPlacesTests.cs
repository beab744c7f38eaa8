using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Tests.Transport;

public sealed class ConnectionPlacesTests
{
    private readonly ConnectionPlaces _places = new(2);
    private readonly List<string> _left = [];

    [Fact]
    public void The_connection_that_was_idle_for_longest_gives_way()
    {
        var first = Enter("first");
        Enter("second");
        first!.SetIdle(false);
        first.SetIdle(true);

        Assert.NotNull(Enter("third"));

        Assert.Equal(["second"], _left);
    }

    [Fact]
    public void Who_is_busy_keeps_the_place()
    {
        Enter("first")!.SetIdle(false);
        var second = Enter("second")!;
        second.SetIdle(false);
        Assert.Null(Enter("third"));

        second.SetIdle(true);

        Assert.NotNull(Enter("fourth"));
        Assert.Equal(["second"], _left);
    }

    [Fact]
    public void A_connection_that_has_ended_leaves_its_place_once()
    {
        var first = Enter("first")!;
        Enter("second")!.SetIdle(false);

        first.Dispose();
        first.Dispose();
        first.SetIdle(true);

        Enter("third")!.SetIdle(false);
        Assert.Null(Enter("fourth"));
        Assert.Empty(_left);
    }

    [Fact]
    public void A_connection_that_gave_way_takes_no_place_with_it_when_it_ends()
    {
        var first = Enter("first")!;
        Enter("second")!.SetIdle(false);
        Enter("third")!.SetIdle(false);

        first.Dispose();

        Assert.Equal(["first"], _left);
        Assert.Null(Enter("fourth"));
    }

    private ConnectionPlaces.Place? Enter(string name) => _places.TryEnter(() => _left.Add(name));
}
