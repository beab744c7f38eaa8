using LocalVoice.Audio;
using LocalVoice.Server.Http.Serving;
using LocalVoice.Server.Wyoming.Framing;
using LocalVoice.Speech;

namespace LocalVoice.Server.Wyoming.Speaking;

/// <summary>Sends speech as it is synthesised: 16-bit mono at the synthesizer's own rate.</summary>
/// <param name="pace">Of the connection: a client may take speech as slowly as it is played.</param>
internal sealed class SpeechSender(EventWriter events, PacedResponseBody pace)
{
    // 1024 as stock services send would be 46 ms at 22 kHz: twice as long costs half the headers.
    private const int ChunkSamples = 2048;
    private const int Width = sizeof(short);

    /// <returns>When all of it, from <c>audio-start</c> to <c>audio-stop</c>, was sent.</returns>
    public async Task SendAsync(IAsyncEnumerable<SpeechChunk> speech, int rateHz, CancellationToken cancellationToken)
    {
        long sent = 0;
        await events.WriteAsync("audio-start", Format(rateHz, 0)).ConfigureAwait(false);
        await foreach (var chunk in speech.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            pace.AllowPlaying(TimeSpan.FromSeconds((double)chunk.Samples.Length / rateHz));
            for (var rest = chunk.Samples; !rest.IsEmpty; )
            {
                cancellationToken.ThrowIfCancellationRequested();
                var part = rest[..Math.Min(ChunkSamples, rest.Length)];
                await events.WriteAsync("audio-chunk", Format(rateHz, sent), Encode(part.Span)).ConfigureAwait(false);
                sent += part.Length;
                rest = rest[part.Length..];
            }
        }

        await events.WriteAsync("audio-stop", new { timestamp = Milliseconds(sent, rateHz) }).ConfigureAwait(false);
    }

    private static object Format(int rateHz, long sent) =>
        new
        {
            rate = rateHz,
            width = Width,
            channels = 1,
            timestamp = Milliseconds(sent, rateHz),
        };

    private static long Milliseconds(long samples, int rateHz) => samples * 1000 / rateHz;

    private static byte[] Encode(ReadOnlySpan<float> samples)
    {
        var converted = new short[samples.Length];
        Pcm16.FromFloat(samples, converted);
        var encoded = new byte[samples.Length * Width];
        Pcm16.Encode(converted, encoded);
        return encoded;
    }
}
