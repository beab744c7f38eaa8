using System.Diagnostics;
using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>A file that ffmpeg decodes while it is read: it waits for whoever reads.</summary>
internal sealed partial class FfmpegAudio(FfmpegProgram program, TimeProvider time, ILogger logger)
{
    private const int BlockBytes = 32 * 1024;
    private const int LongestComplaint = 2048;

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
        using var process = program.Start(container);
        var (feeding, complaint) = (FeedAsync(process, file), ComplaintAsync(process));
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
            End(process);
            await feeding;
            await complaint;
        }

        if (decoded == 0)
        {
            var why = await complaint;
            NotDecodedSensitive(container.Name, why);
            throw Unreadable(container);
        }
    }

    private async Task<int> ReadBlockAsync(Process process, byte[] bytes, AudioContainer container, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestBlock, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await process.StandardOutput.BaseStream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unreadable(container);
        }
    }

    /// <summary>Never throws: a decoder that stops reading has ended, or has read enough.</summary>
    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> file)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(file);
            process.StandardInput.Close();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // Its output tells.
        }
    }

    private static async Task<string> ComplaintAsync(Process process)
    {
        var kept = new char[LongestComplaint];
        var length = await process.StandardError.ReadBlockAsync(kept);
        var rest = new char[LongestComplaint];
        while (await process.StandardError.ReadAsync(rest) > 0)
        {
            // Read, or it would wait.
        }

        return new(kept, 0, length);
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

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
