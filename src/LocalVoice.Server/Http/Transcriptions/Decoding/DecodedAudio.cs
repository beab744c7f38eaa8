using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Http.Serving;

namespace LocalVoice.Server.Http.Transcriptions.Decoding;

/// <summary>The audio of a file, decoded as it is read. Read once.</summary>
/// <param name="longest">Of what is taken.</param>
internal sealed class DecodedAudio(Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<float>>> read, TimeSpan longest)
{
    private long _samples;

    /// <summary>Of what was read so far.</summary>
    public TimeSpan Duration => AudioFormat.Recognition.DurationOf(_samples);

    /// <summary>16 kHz mono, −1…1; each block is valid until the next.</summary>
    /// <exception cref="ApiException">The file cannot be decoded, or is longer than is taken.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<float>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var block in read(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _samples += block.Length;
            if (Duration > longest)
            {
                throw new ApiException(
                    StatusCodes.Status413PayloadTooLarge,
                    "audio_too_long",
                    $"The recording is longer than the {longest:c} that this server takes "
                        + $"({LocalVoiceOptions.Section}:{nameof(LocalVoiceOptions.Http)}:{nameof(HttpOptions.MaxAudio)}).",
                    "file"
                );
            }

            yield return block;
        }
    }
}
