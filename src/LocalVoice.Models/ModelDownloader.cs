namespace LocalVoice.Models;

/// <summary>
/// Downloads models. Data is hashed while it is written to <c>FILE.part</c>, which replaces the target only when
/// complete and correct; after a lost connection or cancellation, the next attempt or run resumes. Thread-safe for
/// different files.
/// </summary>
public sealed class ModelDownloader(HttpClient http, TimeProvider time, ModelDownloaderOptions? options = null)
{
    // Cap of the doubling delay; chosen by trial, not measured.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly ModelDownloaderOptions _options = options ?? new ModelDownloaderOptions();

    /// <summary>The handler of the client that downloads: follows a few redirections, and none from https to http.</summary>
    public static SocketsHttpHandler CreateHandler() => new() { MaxAutomaticRedirections = Redirection.Most };

    /// <exception cref="ModelException">
    /// No address, insufficient disk space, a permanent HTTP error, a wrong size or hash (nothing is kept), or too
    /// many failed attempts (the part is kept).
    /// </exception>
    public async Task DownloadAsync(
        ModelEntry model,
        string path,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var url = model.Url ?? throw new ModelException($"Model '{model.Id}' comes with the project. Get it with: {model.RepairCommand}");
        var part = await OpenAsync(model, path, cancellationToken).ConfigureAwait(false);
        await using var closing = part.ConfigureAwait(false);
        CheckRoom(model, part);
        progress?.Report(new DownloadProgress(model, part.Length));

        var transfer = new ModelTransfer(http, time, _options.StallTimeout, model, url, part, progress);
        for (var failures = 0; part.Length != model.Bytes; )
        {
            var before = part.Length;
            if (await transfer.AttemptAsync(cancellationToken).ConfigureAwait(false) is not { } cut)
            {
                continue;
            }

            failures = part.Length - before >= _options.ProgressBytes ? 1 : failures + 1;
            if (failures >= _options.Attempts)
            {
                throw new ModelException(
                    $"Model '{model.Id}' could not be fetched from {url}: {cut.Message} ({failures} attempts; "
                        + $"{part.Length} of {model.Bytes} bytes are kept). Go on with: scripts/localvoice models pull {model.Id}",
                    cut
                );
            }

            await Task.Delay(Delay(failures), time, cancellationToken).ConfigureAwait(false);
        }

        await FinishAsync(model, url, part).ConfigureAwait(false);
    }

    private static async Task<PartialFile> OpenAsync(ModelEntry model, string path, CancellationToken cancellationToken)
    {
        try
        {
            var part = await PartialFile.OpenAsync(path, model.Hash, cancellationToken).ConfigureAwait(false);
            if (part.Length > model.Bytes)
            {
                part.BeginAgain();
            }

            return part;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Model '{model.Id}': cannot write {path}.part: {error.Message}", error);
        }
    }

    private void CheckRoom(ModelEntry model, PartialFile part)
    {
        var needed = model.Bytes - part.Length;
        var free = _options.FreeBytes(Path.GetDirectoryName(part.Path)!);
        if (free < needed)
        {
            throw new ModelException($"No room for model '{model.Id}' at {part.Path}: {needed} bytes needed, {free} free.");
        }
    }

    private TimeSpan Delay(int failures)
    {
        var delay = _options.RetryDelay * Math.Pow(2, failures - 1);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private static async Task FinishAsync(ModelEntry model, Uri url, PartialFile part)
    {
        var found = part.Hash();
        if (!string.Equals(found, model.Hash.Value, StringComparison.Ordinal))
        {
            await part.DiscardAsync().ConfigureAwait(false);
            throw new ModelException(
                $"Model '{model.Id}' from {url} is not what the manifest promises: {model.Hash.Algorithm} {found}, "
                    + $"expected {model.Hash.Value}. The file was removed."
            );
        }

        await part.CommitAsync().ConfigureAwait(false);
    }
}

/// <summary>Retry and time-out options of a download. Defaults were chosen by trial, not measured.</summary>
public sealed record ModelDownloaderOptions
{
    /// <summary>
    /// Consecutive attempts that receive less than <see cref="ProgressBytes"/> before giving up; at least 1. Default
    /// 5.
    /// </summary>
    public int Attempts { get; init; } = 5;

    /// <summary>An attempt that receives this much resets the count. Default 1 MiB.</summary>
    public long ProgressBytes { get; init; } = 1 << 20;

    /// <summary>Delay before the second attempt; doubles with each further one, up to a minute. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time without data after which the connection counts as lost. Default 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Free bytes on the disk that holds a folder.</summary>
    internal Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;
}
