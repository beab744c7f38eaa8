namespace LocalVoice.Architecture.Tests;

/// <summary>Folders of a project are rooms: those with the same parent may refer to each other in one direction only.</summary>
public sealed class RoomTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.GetDirectories(Sources.Folder, "LocalVoice.*").Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_cycle(string project) => Assert.Empty(RoomGraph.Of(project).Cycles());

    [Fact]
    public void Session_contracts_refer_to_no_other_room_of_the_core() =>
        Assert.DoesNotContain(RoomGraph.Of("LocalVoice.Core").Doors, door => door.From == "Sessions");

    [Fact]
    public void No_room_of_the_core_refers_to_the_session_loop() =>
        Assert.DoesNotContain(RoomGraph.Of("LocalVoice.Core").Doors, door => door.To == "SessionLoop");

    [Fact]
    public void The_graph_sees_what_the_core_is_made_of()
    {
        var doors = RoomGraph.Of("LocalVoice.Core").Doors;

        Assert.Contains(doors, door => (door.From, door.To) == ("SessionLoop", "Turns"));
        Assert.Contains(doors, door => (door.From, door.To) == ("Turns", "Responses"));
    }
}
