using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using LocalVoice.Server.Http.Ffmpeg;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Speech.Compressed;

/// <summary>Encodes speech with ffmpeg, as it is synthesised. The program waits for whoever reads, and ends with the request.</summary>
internal sealed partial class CompressedSpeech(FfmpegProgram program, ILogger<CompressedSpeech> logger)
{
    private const string Field = "response_format";
    private const int BlockBytes = 16 * 1024;

    // It looks for nothing in what it is told to be bare samples.
    private static readonly string[] Input =
    [
        .. (string[])["-probesize", "32", "-analyzeduration", "0", "-f", "s16le"],
        .. (string[])["-ar", $"{ISpeechEncoder.SampleRateHz}", "-ac", "1"],
    ];

    /// <summary>Without this it writes pieces of 32 KiB, which are 4 s of MP3.</summary>
    private static readonly string[] AtOnce = ["-map_metadata", "-1", "-flush_packets", "1"];

    /// <param name="samples">Bare samples, as <see cref="PcmEncoder"/> writes them.</param>
    /// <returns>Parts of the file, in order, none empty.</returns>
    /// <exception cref="ApiException">There is no ffmpeg, or it makes no such files.</exception>
    public async IAsyncEnumerable<byte[]> EncodeAsync(
        CompressedFormat format,
        IAsyncEnumerable<byte[]> samples,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var process = program.TryStart(Input, [.. AtOnce, .. format.Output]) ?? throw Missing(format);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feeding = FeedAsync(process, samples, ending.Token);
        var (written, ended) = (0L, false);
        try
        {
            var block = new byte[BlockBytes];
            for (int read; (read = await process.Output.ReadAsync(block, cancellationToken)) > 0; written += read)
            {
                yield return block[..read];
            }

            ended = true;
        }
        finally
        {
            if (!ended)
            {
                process.End();
            }

            await ending.CancelAsync();
            await feeding;
        }

        if (await feeding is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        var (failed, complaint) = await process.EndedAsync(cancellationToken);
        if (failed)
        {
            NotEncodedSensitive(format.Name, complaint);
            throw Unable(format, written);
        }
    }

    /// <returns>What the synthesis failed with. Then the program is ended: what it has written looks like no whole file.</returns>
    private static async Task<Exception?> FeedAsync(
        FfmpegProcess process,
        IAsyncEnumerable<byte[]> samples,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await foreach (var part in samples.WithCancellation(cancellationToken))
            {
                if (!await process.TryWriteAsync(part, cancellationToken))
                {
                    return null;
                }
            }

            process.EndInput();
            return null;
        }
        catch (Exception failure)
        {
            var isOurs = cancellationToken.IsCancellationRequested;
            process.End();
            return isOurs ? null : failure;
        }
    }

    private static ApiException Missing(CompressedFormat format) =>
        new(
            StatusCodes.Status400BadRequest,
            "encoder_missing",
            $"Invalid value for '{Field}'. To make '{format.Name}' this server needs ffmpeg, which is not installed. Ask for 'wav', 'pcm' "
                + $"or 'opus', which need none, or {FfmpegProgram.HowToInstall}.",
            Field
        );

    private static ApiException Unable(CompressedFormat format, long written) =>
        written == 0
            ? new(
                StatusCodes.Status400BadRequest,
                "encoder_missing",
                $"Invalid value for '{Field}'. This server's ffmpeg makes no '{format.Name}'. Ask for 'wav', 'pcm' or 'opus', which need "
                    + "none, or let the operator install another ffmpeg.",
                Field
            )
            : new(StatusCodes.Status500InternalServerError, "encoder_failed", $"ffmpeg failed amid the speech, as '{format.Name}'.");

    [LoggerMessage(Level = LogLevel.Trace, Message = "Speech was not encoded as {Format}: {Complaint}")]
    private partial void NotEncodedSensitive(string format, string complaint);
}
