using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Tests.Hosting;
using LocalVoice.Testing.Sessions;

namespace LocalVoice.Server.Tests.Protocol;

/// <summary>
/// Every field of every client event, wrong in each way: the error names the field and the event, nothing else happens, and nobody
/// else notices.
/// </summary>
public sealed partial class WrongEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    // Longer than any text may be, and shorter than an event may be.
    private const int LongText = 600_000;
    private const int LongEvent = 1024 * 1024;

    private static readonly (JsonKinds Kind, string Json)[] Values =
    [
        (JsonKinds.Text, "\"wrong\""),
        (JsonKinds.Number, "7"),
        (JsonKinds.Flag, "true"),
        (JsonKinds.List, "[]"),
        (JsonKinds.Object, "{}"),
    ];

    public static TheoryData<string, string> Fields => FieldsOf(_ => true);

    public static TheoryData<string, string> RequiredFields => FieldsOf(one => one.Required);

    public static TheoryData<string, string> Texts => FieldsOf(one => one.Kinds.HasFlag(JsonKinds.Text) && one.Path != "audio");

    public static TheoryData<string> Events
    {
        get
        {
            var events = new TheoryData<string>();
            foreach (var one in ClientEventTable.Events)
            {
                events.Add(one.Name);
            }

            return events;
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_with_all_its_fields_is_taken(string name)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(EventOf(name).Json);
        if (name == "append")
        {
            Assert.Equal(new byte[3], await session.Audio.ReadAsync(TestClient.EventTimeout()));
            return;
        }

        await session.Commands.ReadAsync(TestClient.EventTimeout());
        if (name.StartsWith("session", StringComparison.Ordinal))
        {
            await client.ExpectAsync("session.updated");
        }

        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_of_a_wrong_type_is_named(string name, string path)
    {
        var kinds = EventOf(name).Fields.Single(field => field.Path == path).Kinds;
        foreach (var (kind, json) in Values.Where(value => !kinds.HasFlag(value.Kind)))
        {
            await AssertRefusedAsync(With(name, path, JsonNode.Parse(json)), path, "invalid_type");
        }
    }

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public async Task A_field_that_is_missing_is_named(string name, string path)
    {
        await AssertRefusedAsync(Without(name, path), path, "missing_required_parameter");
        await AssertRefusedAsync(With(name, path, null), path, "missing_required_parameter");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_of_600_000_characters_is_refused_by_the_name_of_its_field_or_of_what_holds_it(string name, string path)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        await client.SendAsync(With(name, path, new string('x', LongText)));
        if (path == "item.content[0].audio")
        {
            // Base64 is as long as its audio.
            Assert.IsType<CreateSpeech>(await session.Commands.ReadAsync(TestClient.EventTimeout()));
        }
        else
        {
            var error = (await client.ExpectAsync("error")).At("error");
            Assert.StartsWith(error.Text("param")!, path, StringComparison.Ordinal);
            Assert.Equal("mine", error.Text("event_id"));
            Assert.InRange(error.Text("message")!.Length, 1, 1024);
        }

        await AssertGoesOnAsync(client, session);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public async Task An_event_of_more_than_a_mebibyte_is_refused_by_its_id(string name)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var json = EventOf(name).Parse();
        json["padding"] = new string('x', name == "append" ? 16 * LongEvent : LongEvent);
        await client.SendAsync(json.ToJsonString());
        var error = await client.ExpectErrorAsync("message_too_long");

        // Of a message beyond every limit nothing was read.
        Assert.Equal(name == "append" ? null : "mine", error.Text("event_id"));
        await AssertGoesOnAsync(client, session);
    }

    private static TheoryData<string, string> FieldsOf(Func<ClientField, bool> wanted)
    {
        var fields = new TheoryData<string, string>();
        foreach (var one in ClientEventTable.Events)
        {
            foreach (var field in one.Fields.Where(wanted))
            {
                fields.Add(one.Name, field.Path);
            }
        }

        return fields;
    }

    private static ClientEvent EventOf(string name) => ClientEventTable.Events.Single(one => one.Name == name);

    private static string With(string name, string path, JsonNode? value)
    {
        var json = EventOf(name).Parse();
        var (parent, step) = Find(json, path);
        if (parent is JsonArray list)
        {
            list[int.Parse(step, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[step] = value;
        }

        return json.ToJsonString();
    }

    private static string Without(string name, string path)
    {
        var json = EventOf(name).Parse();
        var (parent, step) = Find(json, path);
        Assert.True(parent.AsObject().Remove(step));
        return json.ToJsonString();
    }

    private static (JsonNode Parent, string Step) Find(JsonNode json, string path)
    {
        string[] steps = [.. Step().Matches(path).Select(match => match.Value)];
        var parent = steps[..^1]
            .Aggregate(json, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        return (parent, steps[^1]);
    }

    private async Task AssertRefusedAsync(string json, string param, string code)
    {
        var (client, session) = await server.OpenAsync();
        await using var closing = client;
        var (bystander, quiet) = await server.OpenAsync();
        await using var closingBystander = bystander;
        await client.SendAsync(json);
        var error = await client.ExpectErrorAsync(code);
        Assert.Equal((param, "mine"), (error.Text("param"), error.Text("event_id")));
        await AssertGoesOnAsync(client, session);
        await AssertGoesOnAsync(bystander, quiet);
    }

    /// <summary>The next command of the session is the next that the client sends.</summary>
    private static async Task AssertGoesOnAsync(TestClient client, FakeVoiceSession session)
    {
        await client.SendAsync("""{"type":"input_audio_buffer.commit","event_id":"after"}""");
        Assert.Equal(new CommitInput { EventId = "after" }, await session.Commands.ReadAsync(TestClient.EventTimeout()));
    }

    [GeneratedRegex(@"[^.\[\]]+")]
    private static partial Regex Step();
}
