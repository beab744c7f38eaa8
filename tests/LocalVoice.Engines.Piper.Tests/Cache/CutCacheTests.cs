using LocalVoice.Engines.Piper.Cache;
using LocalVoice.Engines.Piper.Graph;
using LocalVoice.Engines.Piper.Tests.Graph;
using LocalVoice.Testing.Files;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Piper.Tests.Cache;

/// <summary>What one start keeps for the next; the starter voice, without espeak-ng.</summary>
public sealed class CutCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordedLog _log = new();

    private string Root => _folder.File("piper");

    [Fact]
    public void A_second_start_finds_what_the_first_cut_and_writes_nothing()
    {
        Load();
        var first = Files();

        Load();

        Assert.Equal(first, Files());
        Assert.Single(first.Keys, path => path.EndsWith(".json", StringComparison.Ordinal));
        Assert.Single(_log.Lines, line => line.Contains("differs from the whole", StringComparison.Ordinal));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public void A_kept_cut_says_what_a_new_one_says()
    {
        var made = Load();
        Assert.NotEmpty(made);
        Assert.Equal(made, Load());
    }

    [Theory]
    [InlineData("*.weights", 100)]
    [InlineData("encoder.onnx", 100)]
    [InlineData("decoder.onnx", 0)]
    [InlineData("*.json", 20)]
    public void A_file_that_breaks_off_is_made_again(string pattern, int bytes)
    {
        var expected = Load();
        foreach (var path in Directory.GetFiles(Root, pattern, SearchOption.AllDirectories))
        {
            using var file = File.OpenWrite(path);
            file.SetLength(bytes);
        }

        Assert.Equal(expected, Load());
        Load();
        Assert.Equal(2, _log.Lines.Count(line => line.Contains("differs from the whole", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_changed_byte_of_the_weights_is_noticed()
    {
        var expected = Load();
        var weights = Directory.GetFiles(Root, "encoder.onnx.weights", SearchOption.AllDirectories).Single();
        using (var file = File.OpenWrite(weights))
        {
            file.Position = file.Length / 2;
            file.WriteByte(0x55);
        }

        Assert.Equal(expected, Load());
        Assert.Contains("cut anew", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_of_another_version_is_not_used_and_goes_when_nobody_can_still_be_writing_it()
    {
        Load();
        var manifest = Directory.GetFiles(Root, "*.json").Single();
        var other = manifest.Replace("-2-", "-1-", StringComparison.Ordinal);
        File.Move(manifest, other);
        File.SetLastWriteTimeUtc(other, DateTime.UnixEpoch);

        Load();

        Assert.Equal(2, _log.Lines.Count(line => line.Contains("differs from the whole", StringComparison.Ordinal)));
        Assert.Equal([manifest], Directory.GetFiles(Root, "*.json"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_one_line_in_the_log_and_time()
    {
        var expected = Load();
        using var file = new TemporaryFile("cache");
        File.WriteAllText(file.Path, "no folder");

        Assert.Equal(expected, Load(file.Path));
        Assert.Contains(file.Path, Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_at_the_same_time_do_not_disturb_each_other()
    {
        var cancel = TestContext.Current.CancellationToken;
        var said = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Load(), cancel)));

        Assert.All(said, samples => Assert.Equal(said[0], samples));
        Assert.Equal(said[0], Load());
        Assert.Empty(_log.Warnings);
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, DateTime> Files() =>
        Directory.GetFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);

    /// <returns>What the loaded voice says.</returns>
    private float[] Load(string? cache = null)
    {
        var options = new PiperOptions { CacheFolder = cache ?? _folder.Path };
        var config = PiperVoiceConfig.Read(StarterGraphs.ModelPath + ".json");
        using var graph = new PiperGraphLoader(options, threads: 2, _log).Load(StarterGraphs.ModelPath, config);
        using var sentence = graph.Encode(new SynthesisInput([1, 0, 20, 0, 21, 0, 22, 0, 2], StarterGraphs.Repeatable, 0), default);
        Assert.True(sentence.IsDivisible);
        return sentence.Decode(0, sentence.Frames, threads: 1, default);
    }
}
