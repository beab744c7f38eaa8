using LocalVoice.Client;
using LocalVoice.Client.Audio;

namespace LocalVoice.Bench.Transport.Echo;

/// <summary>
/// Calls a server that sends the caller's voice back, says a recording again and again, and times its way there and back.
/// </summary>
/// <param name="recording">Begins with voice; is followed by <see cref="Pause"/>.</param>
public sealed class EchoCaller(Uri callsUrl, string? apiKey, Recording recording, TimeProvider time)
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    // Shorter than the pause, longer than those within a sentence.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(450);

    /// <summary>Its loss is no delay.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Talks until cancelled.</summary>
    /// <param name="connected">Told once, when voice flows both ways.</param>
    /// <param name="heard">Gets the time from each beginning that was captured until it is heard.</param>
    /// <returns>Packets that came.</returns>
    /// <exception cref="ClientException">The call cannot be opened, or nothing comes back.</exception>
    public async Task<Voice.HeardCount> TalkAsync(Action connected, Action<TimeSpan> heard, CancellationToken over)
    {
        await using var connection = await RtcConnection.ConnectAsync(callsUrl, apiKey, withEvents: false, time, over);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over);
        var begins = new Queue<long>();
        var sending = SayAsync(connection, begins, either.Token);
        try
        {
            var ear = new EchoOnsets(Silence, time);
            while (await connection.ReadAsync(Patience, over) is { } message)
            {
                connected();
                connected = () => { };
                if (message is ResponseAudio audio && ear.Hear(audio) is { } onset && Begun(begins, onset) is { } begun)
                {
                    heard(time.GetElapsedTime(begun, onset));
                }
            }

            throw new ClientException($"Nothing came back from {callsUrl}.", "Does it echo what it hears?", ClientFault.Unavailable);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return connection.Heard;
        }
        finally
        {
            await either.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The latest beginning before it.</summary>
    private long? Begun(Queue<long> begins, long onset)
    {
        lock (begins)
        {
            long? latest = null;
            while (begins.TryPeek(out var begun) && begun <= onset)
            {
                latest = begins.Dequeue();
            }

            return latest is { } at && time.GetElapsedTime(at, onset) < Longest ? latest : null;
        }
    }

    private async Task SayAsync(RtcConnection connection, Queue<long> begins, CancellationToken over)
    {
        var samples = Spoken(recording.At(connection.Framing.InputRateHz), connection.Framing.InputRateHz);
        var (chunk, start, position) = ((int)(Chunk.TotalSeconds * connection.Framing.InputRateHz), time.GetTimestamp(), 0);
        for (long index = 0; ; index++)
        {
            await time.WaitUntilAsync(time.After(start, Chunk * (index + 1)), over);
            if (position == 0)
            {
                lock (begins)
                {
                    begins.Enqueue(time.After(start, Chunk * index));
                }
            }

            await connection.SendAudioAsync(samples.AsMemory(position, chunk), over);
            position = (position + chunk) % samples.Length;
        }
    }

    /// <summary>From its first voiced sample on, with the pause, in whole chunks.</summary>
    private static short[] Spoken(Recording at, int rateHz)
    {
        var samples = at.Samples[(VoiceOnset.First(at.Samples.Span, rateHz) ?? 0)..].ToArray();
        var chunk = (int)(Chunk.TotalSeconds * rateHz);
        var length = samples.Length + (int)(Pause.TotalSeconds * rateHz);
        Array.Resize(ref samples, (length + chunk - 1) / chunk * chunk);
        return samples;
    }
}
