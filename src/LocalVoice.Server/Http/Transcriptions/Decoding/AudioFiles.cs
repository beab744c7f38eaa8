using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Ffmpeg;
using LocalVoice.Server.Http.Serving;
using Microsoft.Extensions.Options;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>Opens audio files: WAV by itself, others with ffmpeg.</summary>
internal sealed class AudioFiles(FfmpegProgram ffmpeg, IOptions<LocalVoiceOptions> options, TimeProvider time, ILogger<AudioFiles> logger)
{
    /// <exception cref="ApiException">It is no audio file that is known.</exception>
    public DecodedAudio Open(ReadOnlyMemory<byte> file)
    {
        var container =
            AudioContainer.Of(file.Span)
            ?? throw new ApiException(
                StatusCodes.Status400BadRequest,
                "unsupported_file",
                "The file is no audio that this server knows: it takes wav, mp3, mp4, m4a, mpeg, mpga, ogg, oga, opus, flac, webm and aac.",
                "file"
            );
        var wav = container == AudioContainer.Wav ? WavAudio.TryOpen(file) : null;
        return new(
            cancellation =>
                wav?.Read().ToAsyncEnumerable() ?? new FfmpegAudio(ffmpeg, time, logger).ReadAsync(file, container, cancellation),
            options.Value.Http.MaxAudio
        );
    }
}
