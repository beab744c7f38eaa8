using LocalVoice.Testing.Models;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Models.Tests;

public sealed class ModelDownloaderTests : IAsyncDisposable
{
    private readonly byte[] _content = Bytes(300_000, seed: 1);
    private readonly ModelFolder _folder = new();
    private readonly FileServer _server;
    private readonly ModelEntry _model;
    private readonly HttpClient _http = new();

    public ModelDownloaderTests()
    {
        _server = new FileServer(_content);
        _model = _folder.Add("whisper", _content, _server.Address);
    }

    [Fact]
    public async Task A_download_lands_whole_in_its_place_and_leaves_nothing_beside_it()
    {
        var seen = new List<long>();

        await Downloader().DownloadAsync(_model, Target, new Reports(seen));

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
        Assert.Equal(0, seen[0]);
        Assert.Equal(_content.Length, seen[^1]);
        Assert.Equal(seen.Order(), seen);
    }

    [Fact]
    public async Task A_cut_connection_goes_on_where_it_ended_and_asks_for_the_same_version()
    {
        _server.Cuts.Enqueue(100_000);
        _server.Cuts.Enqueue(50_000);

        await Downloader().DownloadAsync(_model, Target);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
        Assert.Equal([null, "bytes=100000-", "bytes=150000-"], _server.Requests.Select(request => request.GetValueOrDefault("range")));
        Assert.Equal("\"one\"", _server.Requests[1]["if-range"]);
    }

    [Fact]
    public async Task Another_run_goes_on_where_the_last_one_gave_up()
    {
        _server.Cuts.Enqueue(100_000);
        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader(attempts: 1).DownloadAsync(_model, Target));
        Assert.Contains("100000 of 300000 bytes are kept", error.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/localvoice models pull whisper", error.Message, StringComparison.Ordinal);

        await Downloader().DownloadAsync(_model, Target);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
        Assert.Equal("bytes=100000-", _server.Requests[1]["range"]);
        Assert.Equal("\"one\"", _server.Requests[1]["if-range"]);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_makes_the_download_begin_again()
    {
        _server.IgnoresRanges = true;
        _server.Cuts.Enqueue(100_000);

        await Downloader().DownloadAsync(_model, Target);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_file_that_changed_on_the_server_begins_again()
    {
        _server.Content = Bytes(300_000, seed: 2);
        _server.Cuts.Enqueue(100_000);
        await Assert.ThrowsAsync<ModelException>(() => Downloader(attempts: 1).DownloadAsync(_model, Target));
        _server.Content = _content;
        _server.Version = "\"two\"";

        await Downloader().DownloadAsync(_model, Target);

        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Wrong_bytes_are_removed_and_both_hashes_named()
    {
        _server.Content = Bytes(300_000, seed: 2);

        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader().DownloadAsync(_model, Target));

        Assert.Contains(_model.Hash.Value, error.Message, StringComparison.Ordinal);
        Assert.Contains(Hash(_server.Content), error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    [Fact]
    public async Task A_file_of_another_size_is_refused_before_it_is_fetched()
    {
        _server.Content = Bytes(299_999, seed: 1);

        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader().DownloadAsync(_model, Target));

        Assert.Contains("has 299999 bytes, expected 300000", error.Message, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_one_without_the_file_is_not()
    {
        _server.Refusals.Enqueue(503);
        await Downloader().DownloadAsync(_model, Target);
        Assert.Equal(2, _server.Requests.Count);

        _server.Refusals.Enqueue(404);
        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader().DownloadAsync(_model, Target + "2"));
        Assert.Contains($"{_server.Address} answers 404", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_never_gets_far_is_given_up_after_the_attempts_allowed()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _server.Cuts.Enqueue(10);
        }

        await Assert.ThrowsAsync<ModelException>(() => Downloader(attempts: 3).DownloadAsync(_model, Target));

        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Cancelling_keeps_the_part_and_another_run_goes_on_with_it()
    {
        using var cancelling = new CancellationTokenSource();
        _server.SilentAfter = 100_000;
        var arrived = new TaskCompletionSource();
        var download = Downloader().DownloadAsync(_model, Target, new Reaching(100_000, arrived), cancelling.Token);
        await arrived.Task;
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);

        Assert.False(File.Exists(Target));
        Assert.Equal(100_000, new FileInfo(Target + ".part").Length);
        await Downloader().DownloadAsync(_model, Target);
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
        Assert.Equal("bytes=100000-", _server.Requests[1]["range"]);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again_after_the_stall_timeout()
    {
        var time = new FakeTimeProvider();
        _server.SilentAfter = 100_000;
        var arrived = new TaskCompletionSource();
        var download = Downloader(attempts: 1000, time: time).DownloadAsync(_model, Target, new Reaching(100_000, arrived));
        await arrived.Task;

        while (_server.Requests.Count < 2)
        {
            // In small steps: a retry must have the time to reach the server before it is overdue itself.
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await download;
        Assert.Equal(_content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_full_disk_is_said_before_anything_is_fetched()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader(free: 299_999).DownloadAsync(_model, Target));

        Assert.Contains("300000 bytes needed, 299999 free", error.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_disk_that_fills_up_meanwhile_is_said_and_what_is_there_is_kept()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, which only Linux has");
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.CreateSymbolicLink(Target + ".part", "/dev/full");

        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader().DownloadAsync(_model, Target));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_comes_with_the_project_is_not_downloaded()
    {
        var shipped = _folder.Add("starter", _content);

        var error = await Assert.ThrowsAsync<ModelException>(() => Downloader().DownloadAsync(shipped, Target));

        Assert.Contains("git checkout -- models/cache/starter.bin", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private string Target => _folder.PathOf("whisper");

    private ModelDownloader Downloader(int attempts = 5, long free = long.MaxValue, TimeProvider? time = null) =>
        new(
            _http,
            time ?? TimeProvider.System,
            new ModelDownloaderOptions
            {
                Attempts = attempts,
                RetryDelay = TimeSpan.Zero,
                FreeBytes = _ => free,
            }
        );

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private sealed class Reports(List<long> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value.Bytes);
    }

    private sealed class Reaching(long bytes, TaskCompletionSource reached) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            if (value.Bytes == bytes)
            {
                reached.TrySetResult();
            }
        }
    }
}
