using System.Runtime.CompilerServices;
using LocalVoice.Audio;
using LocalVoice.Core.Audio;
using LocalVoice.Speech;

namespace LocalVoice.Server.Http.Speech;

/// <summary>Speech in a format of the API, as it is synthesised.</summary>
internal static class EncodedSpeech
{
    private const int FilterTail = 64;

    /// <param name="chunks">At <paramref name="sampleRateHz"/>.</param>
    /// <returns>Parts of the file, in order, none empty. The first comes with the first chunk.</returns>
    public static async IAsyncEnumerable<byte[]> OfAsync(
        IAsyncEnumerable<SpeechChunk> chunks,
        int sampleRateHz,
        ISpeechEncoder encoder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var resampler = new StreamingResampler(sampleRateHz, ISpeechEncoder.SampleRateHz);
        byte[] part = encoder.Begin();
        await foreach (var chunk in chunks.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var room = new float[resampler.MaxOutput(chunk.Samples.Length)];
            part = [.. part, .. Encode(encoder, room.AsSpan(0, resampler.Process(chunk.Samples.Span, room)))];
            if (part.Length > 0)
            {
                yield return part;
                part = [];
            }
        }

        var tail = new float[resampler.MaxOutput(FilterTail)];
        part = [.. part, .. Encode(encoder, tail.AsSpan(0, resampler.Flush(tail))), .. encoder.Finish()];
        if (part.Length > 0)
        {
            yield return part;
        }
    }

    private static byte[] Encode(ISpeechEncoder encoder, ReadOnlySpan<float> samples)
    {
        var converted = new short[samples.Length];
        Pcm16.FromFloat(samples, converted);
        return encoder.Encode(converted);
    }
}
