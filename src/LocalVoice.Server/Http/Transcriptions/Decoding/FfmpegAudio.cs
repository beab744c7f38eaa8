using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Server.Http.Ffmpeg;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>A file that ffmpeg decodes while it is read: it waits for whoever reads.</summary>
internal sealed partial class FfmpegAudio(FfmpegProgram program, TimeProvider time, ILogger logger)
{
    private const int BlockBytes = 32 * 1024;

    // Far beyond what a block takes; a file that keeps it busy for longer is no recording.
    private static readonly TimeSpan LongestBlock = TimeSpan.FromSeconds(20);

    /// <summary>16 kHz mono, −1…1; each block is valid until the next.</summary>
    /// <exception cref="ApiException">There is no ffmpeg, or it cannot read the file.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<float>> ReadAsync(
        ReadOnlyMemory<byte> file,
        AudioContainer container,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var process =
            program.TryStart(["-f", container.Demuxer], ["-map", "0:a:0", "-vn", "-sn", "-dn", "-ac", "1", "-ar", "16000", "-f", "s16le"])
            ?? throw Missing(container);
        var feeding = FeedAsync(process, file);
        var decoded = 0L;
        try
        {
            var bytes = new byte[BlockBytes];
            var samples = new float[BlockBytes / sizeof(short)];
            for (int read; (read = await ReadBlockAsync(process, bytes, container, cancellationToken)) > 0; decoded += read)
            {
                Pcm16.Decode(bytes.AsSpan(0, read), samples);
                yield return samples.AsMemory(0, read / sizeof(short));
            }
        }
        finally
        {
            process.End();
            await feeding;
        }

        if (decoded == 0)
        {
            var (_, why) = await process.EndedAsync(cancellationToken);
            NotDecodedSensitive(container.Name, why);
            throw Unreadable(container);
        }
    }

    private async Task<int> ReadBlockAsync(
        FfmpegProcess process,
        byte[] bytes,
        AudioContainer container,
        CancellationToken cancellationToken
    )
    {
        using var late = new CancellationTokenSource(LongestBlock, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await process.Output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unreadable(container);
        }
    }

    private static async Task FeedAsync(FfmpegProcess process, ReadOnlyMemory<byte> file)
    {
        await process.TryWriteAsync(file, CancellationToken.None);
        process.EndInput();
    }

    private static ApiException Missing(AudioContainer container) =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            "decoder_missing",
            $"This server reads WAV of usual kinds only: to decode {container.Name} it needs ffmpeg, which is not installed. Send WAV "
                + $"(16-bit PCM), or {FfmpegProgram.HowToInstall}.",
            "file"
        );

    private static ApiException Unreadable(AudioContainer container) =>
        new(
            StatusCodes.Status400BadRequest,
            "invalid_file",
            $"The file begins as {container.Name}, and no audio could be decoded from it. MP4 must have its index first ('faststart').",
            "file"
        );

    [LoggerMessage(Level = LogLevel.Trace, Message = "{Container} was not decoded: {Complaint}")]
    private partial void NotDecodedSensitive(string container, string complaint);
}
