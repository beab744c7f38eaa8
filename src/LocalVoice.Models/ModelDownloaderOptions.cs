namespace LocalVoice.Models;

/// <summary>How patient a download is.</summary>
public sealed record ModelDownloaderOptions
{
    /// <summary>Attempts in a row that bring less than <see cref="ProgressBytes"/> before giving up; at least 1. Default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>An attempt that brings this much clears the count. Default 1 MiB.</summary>
    public long ProgressBytes { get; init; } = 1 << 20;

    /// <summary>Wait before the second attempt; doubles with each further one, up to a minute. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest silence of the server before the connection counts as cut. Default 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Free bytes of the disk that holds a folder.</summary>
    internal Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;
}
