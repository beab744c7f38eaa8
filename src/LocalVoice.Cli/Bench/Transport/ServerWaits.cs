using System.Diagnostics.Metrics;
using System.Threading.Channels;
using LocalVoice.Client;
using LocalVoice.Client.Measures;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;

namespace LocalVoice.Cli.Bench.Transport;

/// <summary>
/// What the server takes for a turn, from the last voiced sample to the first audio handed to the transport. The turn's own timeline says
/// so where the client gets one; of a server in this process its measures say it too. One turn at a time.
/// </summary>
internal sealed class ServerWaits : IDisposable
{
    // The measure is taken when the turn is over, a little after its audio.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Channel<TimeSpan> _waits = Channel.CreateBounded<TimeSpan>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly MeterListener? _listener;
    private readonly TimeProvider _time;

    /// <param name="isHere">The server is in this process.</param>
    public ServerWaits(bool isHere, TimeProvider time)
    {
        _time = time;
        if (!isHere)
        {
            return;
        }

        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: TurnTelemetry.MeterName, Name: TurnTelemetry.VoiceToVoiceName })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => _waits.Writer.TryWrite(TimeSpan.FromSeconds(seconds)));
        _listener.Start();
    }

    /// <summary>Another turn begins: what was not asked for is nobody's.</summary>
    public void Forget()
    {
        while (_waits.Reader.TryRead(out _)) { }
    }

    /// <summary>Of the turn that has just ended; null where nobody tells.</summary>
    public async Task<TimeSpan?> OfAsync(SpokenTurn turn)
    {
        var told = await MeasuredAsync();
        if (turn.Timeline is not { } timeline)
        {
            return told;
        }

        var marks = TimelineMarks.Read(timeline);
        return marks.TryGetValue(TurnMark.FirstAudioSent, out var sent) && marks.TryGetValue(TurnMark.LastVoiced, out var voiced)
            ? sent - voiced
            : told;
    }

    public void Dispose() => _listener?.Dispose();

    private async Task<TimeSpan?> MeasuredAsync()
    {
        if (_listener is null)
        {
            return null;
        }

        using var patience = new CancellationTokenSource(Patience, _time);
        try
        {
            return await _waits.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
