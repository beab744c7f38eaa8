using System.Text.Json;
using LocalVoice.Bench.Clips;
using LocalVoice.Client;

namespace LocalVoice.Bench.Tests.Clips;

public sealed class ClipDocumentTests
{
    private static readonly MeasuredClip[] Measured =
    [
        new(ClipSamples.Answered("a.wav", "one two three four", "one two three for", 350), new("", 200), new("one two three four", 1400)),
        new(ClipSamples.Answered("b.wav", "five six", "five six", 450), new("", 300), new("fife six", 1400)),
        new(ClipSamples.CutInto("c.wav", "seven eight", "seven"), new("", 400), new("seven eight", 1400)),
    ];

    [Fact]
    public void Marks_count_from_the_clips_last_voiced_sample_by_the_clients_clock()
    {
        var clip = Document().Clips[0];

        Assert.Equal(
            (130, 190.5, 220, 260, 310, -20),
            (clip.DecisionMs, clip.FinalMs, clip.FirstTokenMs, clip.FirstClauseMs, clip.ReadyMs, clip.VoicedErrorMs)
        );
    }

    [Fact]
    public void Summary_counts_words_of_all_clips_together_and_figures_of_the_answered()
    {
        var document = Document();

        Assert.Equal((400, 2), (document.V2vMs.P50, document.V2vMs.Count));
        Assert.Equal(300, document.LoneDecodeMs.P50);
        Assert.Equal((0.25, 0.125), (document.Wer, document.WerWholeWindow));
        Assert.Equal((1, 1), (document.CutIns, document.Unanswered));
    }

    [Fact]
    public void A_session_that_was_lost_is_unanswered_and_all_its_words_are_errors()
    {
        var document = Of(
            new MeasuredClip(new(ClipSamples.Clip("a.wav", "one two"), 0, null, "The server ended the connection."), null, null)
        );

        Assert.Equal((1, 1.0), (document.Unanswered, document.Wer));
        Assert.Contains("ended", Assert.Single(document.Clips).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_answers_without_writing_down_has_no_word_errors()
    {
        Assert.Null(Of(new MeasuredClip(ClipSamples.Answered("a.wav", "one two", heard: null, 350), null, null)).Wer);
    }

    [Fact]
    public void Json_has_the_names_that_machines_read()
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(Document(), JsonFormat.Options));
        var root = json.RootElement;
        var clips = root.GetProperty("clips");

        Assert.Equal("a.wav", clips[0].GetProperty("file").GetString());
        Assert.Equal(350, clips[0].GetProperty("v2v_ms").GetDouble());
        Assert.Equal(310, clips[0].GetProperty("ready_ms").GetDouble());
        Assert.Equal(200, clips[0].GetProperty("lone_decode_ms").GetDouble());
        Assert.Equal("one two three for", clips[0].GetProperty("heard").GetString());
        Assert.Equal(0.25, clips[0].GetProperty("wer").GetDouble());
        Assert.False(clips[0].GetProperty("cut_in").GetBoolean());
        Assert.Equal(JsonValueKind.Null, clips[2].GetProperty("v2v_ms").ValueKind);
        Assert.Equal(0.125, root.GetProperty("wer_whole_window").GetDouble());
        Assert.Equal(1, root.GetProperty("cut_ins").GetInt32());
        Assert.All(
            ["v2v_ms", "ready_ms", "lone_decode_ms"],
            name => Assert.True(root.GetProperty(name).TryGetProperty("p50", out _) && root.GetProperty(name).TryGetProperty("p95", out _))
        );
    }

    private static ClipDocument Document() => Of(Measured);

    private static ClipDocument Of(params MeasuredClip[] measured) => ClipDocument.Of(measured, 1, DateTimeOffset.UnixEpoch, []);
}
