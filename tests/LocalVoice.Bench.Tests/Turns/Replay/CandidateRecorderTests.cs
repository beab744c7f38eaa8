using LocalVoice.Bench.Turns.Labelled;
using LocalVoice.Bench.Turns.Replay;
using LocalVoice.Bench.Turns.Script;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;
using LocalVoice.Testing.Files;

namespace LocalVoice.Bench.Tests.Turns.Replay;

public sealed class CandidateRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeRecognizer _recognizer = new() { Hear = audio => $"{audio.Length / 160} frames" };

    private static LabelledClip Clip { get; } =
        new ClipMixer([], seed: 1).Mix(
            new(0, ScriptLine.Parse("Yes, but | without sugar."), 0, 1, TimeSpan.FromMilliseconds(500), NoiseCondition.Clean),
            "en",
            "tone",
            [Tones.Between(0, 700, 0), Tones.Between(0, 500, 0)]
        )!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_silence_is_found_and_decoded_with_all_that_was_said()
    {
        using var store = Store();
        var replayed = await Recorder(store).RecordAsync(Clip, TestContext.Current.CancellationToken);

        Assert.Equal(Clip.Silences, replayed.Candidates.Select(candidate => candidate.Label));
        Assert.NotNull(replayed.Candidates[0].Pause.ResumedAt);
        Assert.Null(replayed.Candidates[1].Pause.ResumedAt);
        Assert.True(replayed.Candidates[1].Transcript.Audio > replayed.Candidates[0].Transcript.Audio + TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Models_are_asked_where_there_are_any()
    {
        using var store = Store();
        var recorder = new CandidateRecorder(Scan(), store)
        {
            MessageEnd = (transcript, language, _) => new(new Judgement(transcript.Length / 100.0, language.Length)),
            SoundEnd = (samples, _) => new(new Judgement(samples.Length > 0 ? 0.25 : 0, 7)),
        };

        var last = (await recorder.RecordAsync(Clip, TestContext.Current.CancellationToken)).Candidates[^1];

        Assert.Equal(new Judgement(last.Transcript.Text.Length / 100.0, 2), last.MessageEnd);
        Assert.Equal(new Judgement(0.25, 7), last.SoundEnd);
    }

    [Fact]
    public async Task What_was_decoded_in_one_run_is_not_decoded_in_the_next()
    {
        using (var store = Store())
        {
            await Recorder(store).RecordAsync(Clip, TestContext.Current.CancellationToken);
            Assert.Equal(2, store.Decoded);
        }

        using var next = Store();
        var replayed = await Recorder(next).RecordAsync(Clip, TestContext.Current.CancellationToken);
        using var other = Store("another model");
        await Recorder(other).RecordAsync(Clip, TestContext.Current.CancellationToken);

        Assert.Equal(0, next.Decoded);
        Assert.EndsWith("frames", replayed.Candidates[0].Transcript.Text, StringComparison.Ordinal);
        Assert.Equal(2, other.Decoded);
    }

    private static CandidateRecorder Recorder(TranscriptStore store) => new(Scan(), store);

    private static PauseScan Scan() => new(new FakeVoiceActivityDetectorFactory(), new TurnOptions());

    private TranscriptStore Store(string model = "model") =>
        new(_recognizer, model, _folder.File("transcripts.jsonl"), TimeProvider.System);
}
