using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Onnx.OnnxFormat;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Piper.Tests.Graph;

/// <summary>With 4 frames of context of the decoder and 8 of the flow; a sample tells on how many frames the flow was run.</summary>
public sealed class FlowedLatentsTests : IDisposable
{
    private const int Frames = 200;

    private readonly CutPiperGraph _graph = CountingVoice.Open(decoderContext: 4, flowContext: 8);

    [Fact]
    public void The_first_chunk_runs_the_flow_on_no_more_frames_than_it_needs() =>
        Assert.Equal([.. Enumerable.Repeat(12f + 4 + 8, 12)], Decode(CountingVoice.Encode(_graph, Frames), (0, 12)));

    [Fact]
    public void Later_chunks_run_it_further_and_what_is_there_is_not_run_again()
    {
        var samples = Decode(CountingVoice.Encode(_graph, Frames), (0, 12), (12, 24), (36, 24));

        // 16 frames are there after the first chunk; 40 after the second, which needs as many, from 8…48 with context; twice as
        // many after the third, from 32…88.
        Assert.Equal([(24f, 16), (40f, 24), (56f, 20)], Runs(samples));
    }

    [Fact]
    public void A_rest_no_longer_than_the_context_of_another_run_is_taken_along() =>
        Assert.Equal([(24f, 16), (48f, 40)], Runs(Decode(CountingVoice.Encode(_graph, frames: 56), (0, 12), (12, 24), (36, 20))));

    [Fact]
    public void A_sentence_decoded_in_one_go_runs_it_once() =>
        Assert.Equal([((float)Frames, Frames)], Runs(Decode(CountingVoice.Encode(_graph, Frames), (0, Frames))));

    [Fact]
    public void A_cancelled_run_is_done_again_when_the_frames_are_wanted()
    {
        using var sentence = CountingVoice.Encode(_graph, Frames);
        Assert.Throws<OperationCanceledException>(() => sentence.Decode(0, 12, threads: 1, new CancellationToken(canceled: true)));

        Assert.Equal(24f, sentence.Decode(0, 12, threads: 1, CancellationToken.None)[0]);
    }

    [Fact]
    public void A_flow_whose_ranges_differ_from_the_whole_is_left_to_the_encoder()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("counting.onnx");
        File.WriteAllBytes(path, OnnxModelWriter.Write(CountingVoice.Model));
        var log = new RecordedLog();
        var options = new PiperOptions { CacheFolder = folder.File("cache") };
        var config = PiperVoiceConfig.Read(StarterGraphs.ModelPath + ".json") with { HopLength = 1 };

        using var graph = new PiperGraphLoader(options, threads: 1, log).Load(path, config);

        using var sentence = CountingVoice.Encode(graph, Frames);
        Assert.True(sentence.IsDivisible);
        Assert.Equal(Frames, sentence.Decode(0, 12, threads: 1, CancellationToken.None)[0]);
        Assert.Equal(["decoder.onnx", "encoder.onnx"], Kept(options.CacheFolder));
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void A_kept_flow_is_opened_again_with_its_context()
    {
        var manifest = new CutManifest("f", new Dictionary<string, string> { ["a"] = "b" }, ["z"], null, 16, new CutFlow(["z_p"], 32));
        var read = CutManifest.Parse(manifest.ToJson())!;

        Assert.Equal(["z_p"], read.Flow!.Inputs);
        Assert.Equal(32, read.Flow.ContextFrames);
        Assert.Null(CutManifest.Parse(manifest.With(decoderContext: 16, flowContext: 0).ToJson()));
    }

    public void Dispose() => _graph.Dispose();

    private static string[] Kept(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "*.onnx", SearchOption.AllDirectories)
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];

    private static float[] Decode(EncodedSentence sentence, params (int First, int Frames)[] chunks)
    {
        using (sentence)
        {
            return [.. chunks.SelectMany(chunk => sentence.Decode(chunk.First, chunk.Frames, threads: 1, CancellationToken.None))];
        }
    }

    /// <summary>How many samples in a row tell the same.</summary>
    private static IEnumerable<(float RunFrames, int Samples)> Runs(float[] samples) =>
        samples.GroupBy(sample => sample).Select(group => (group.Key, group.Count()));
}
