using System.Collections.Immutable;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Store.Recording;
using LocalVoice.Store.Records;
using LocalVoice.Store.Writing;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Store.Tests.Recording;

public sealed class ConversationRecorderTests
{
    private readonly StoreQueue _queue = new(new(null));

    [Fact]
    public async Task A_turn_with_a_tool_becomes_records_in_order()
    {
        var session = Begin();
        session.Told(new ItemAdded(User("item_1", null), null));
        session.Told(new InputTranscribed("item_1", "¿Llueve?", TimeSpan.FromSeconds(1)));
        session.Told(new ResponseCreated("r1", Spoken: true, null, null, null));
        session.Told(new ResponseStarted("r1", "item_2", "item_1", 1, Spoken: true));
        session.Told(Ended("r1", "item_2", "Miro.") with { Calls = [new(Call("item_3"), null)] });
        session.Told(new ItemAdded(new FunctionOutputItem("item_4", "c1", """{"rain":true}"""), null));
        session.Told(new ItemTruncated("item_2", 0, TimeSpan.FromMilliseconds(400)));
        session.Told(new TurnMeasured(Turn));

        var records = await RecordsAsync(session);

        Assert.Equal(
            [
                new ItemBody("item_1", "user", "¿Llueve?", Spoken: true, "completed"),
                new ItemBody("item_2", "agent", "Miro.", Spoken: true, "completed"),
                new CallBody("item_3", "c1", "weather", null, """{"city":"Elx"}"""),
                new OutputBody("item_4", "c1", """{"rain":true}""", null),
                new TruncationBody("item_2", 400),
            ],
            records[..5]
        );
        Assert.Equal((7, 300.0), records[5] is TurnBody turn ? ((int)turn.TurnId, turn.MarksMs["FirstAudioSent"]) : default);
    }

    [Fact]
    public async Task What_was_under_way_when_the_client_left_is_kept_as_far_as_it_came()
    {
        var session = Begin();
        session.Told(new ItemAdded(User("item_1", null), null));
        session.Told(new ResponseStarted("r1", "item_2", "item_1", 1, Spoken: true));
        session.Told(new ResponseText("r1", "item_2", "Hasta "));
        session.Told(new ResponseText("r1", "item_2", "luego"));

        Assert.Equal(
            [
                new ItemBody("item_1", "user", null, Spoken: true, "incomplete"),
                new ItemBody("item_2", "agent", "Hasta luego", Spoken: true, "incomplete"),
            ],
            await RecordsAsync(session)
        );
    }

    [Fact]
    public async Task Written_items_and_approvals_are_kept()
    {
        var session = Begin();
        session.Told(
            new ItemAdded(new MessageItem("i1", ConversationRole.System, "Sé breve", Spoken: false, ConversationItemStatus.Completed), null)
        );
        session.Told(new ItemAdded(new ApprovalResponseItem("i2", "asked", Approve: false, "No."), null));

        Assert.Equal(
            [
                new ItemBody("i1", "system", "Sé breve", Spoken: false, "completed"),
                new OutputBody("i2", "asked", "No.", null, Approved: false),
            ],
            await RecordsAsync(session)
        );
    }

    [Fact]
    public async Task No_voice_is_kept_unless_it_is_asked_for()
    {
        var session = Begin();
        session.Heard("item_1", new short[160]);
        session.Told(new ResponseStarted("r1", "item_2", null, 1, Spoken: true));
        session.Told(Audio(480));
        session.Told(Ended("r1", "item_2", "Hola."));

        Assert.False(session.KeepsAudio);
        Assert.DoesNotContain(await RecordsAsync(session), record => record is AudioBody);
    }

    [Fact]
    public async Task Voices_are_wave_files_of_their_items()
    {
        var session = Begin(audio: true);
        session.Heard("item_1", new short[160]);
        session.Told(new ResponseCreated("r1", Spoken: true, null, null, null) { Format = new AudioFormat(AudioEncoding.Pcm16, 16_000) });
        session.Told(new ResponseStarted("r1", "item_2", null, 1, Spoken: true));
        session.Told(Audio(320));
        session.Told(Audio(320));
        session.Told(Audio(320, cut: true));
        session.Told(Ended("r1", "item_2", "Hola."));

        var voices = (await RecordsAsync(session)).OfType<AudioBody>().ToList();

        Assert.Equal([("item_1", "user"), ("item_2", "agent")], voices.Select(voice => (voice.ItemId, voice.Role)));
        Assert.Equal([44 + 320, 44 + 1280], voices.Select(voice => voice.Wav.Length));
        Assert.Equal(16_000, BitConverter.ToInt32(voices[1].Wav, 24));
        Assert.True(voices[1].Whole);
    }

    private static TurnTimeline Turn { get; } =
        new(
            7,
            ImmutableSortedDictionary<TurnMark, TimeSpan>.Empty.Add(TurnMark.FirstAudioSent, TimeSpan.FromMilliseconds(300)),
            [],
            0,
            0,
            PipelineMode.Parallel
        );

    private ConversationRecorder Begin(bool audio = false)
    {
        var session = new ConversationRecorder("desk", "websocket", audio, _queue, new FakeTimeProvider());
        session.Opened("sess_1", new());
        return session;
    }

    private async Task<List<RecordBody>> RecordsAsync(ConversationRecorder session)
    {
        session.Ended();
        _queue.Complete();
        var entries = new List<StoreEntry>();
        while (await _queue.TakeAsync(entries, 1000)) { }

        Assert.IsType<ConversationBegun>(entries[0]);
        Assert.IsType<ConversationEnded>(entries[^1]);
        var records = entries.OfType<RecordMade>().ToList();
        Assert.Equal(Enumerable.Range(1, records.Count), records.Select(record => record.Ordinal));
        return [.. records.Select(record => record.Body)];
    }

    private static MessageItem User(string id, string? text) =>
        new(id, ConversationRole.User, text, Spoken: true, ConversationItemStatus.Completed);

    private static FunctionCallItem Call(string id) => new(id, "c1", "weather", """{"city":"Elx"}""", ConversationItemStatus.Completed);

    private static ResponseEnded Ended(string response, string item, string text) =>
        new(response, item, 1, ResponseOutcome.Completed, text, ResponseUsage.None);

    private static ResponseAudio Audio(int samples, bool cut = false) =>
        new("r1", "item_2", 1, 0, new short[samples], Last: false, new CancellationToken(cut));
}
