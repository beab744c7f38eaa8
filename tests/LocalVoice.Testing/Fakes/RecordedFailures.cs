using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Testing.Logging;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Testing.Fakes;

/// <summary>What sessions log at Information and above, and what they count.</summary>
public sealed class RecordedFailures : IMeterFactory
{
    private readonly ConcurrentQueue<string> _counts = new();
    private readonly MeterListener _listener = new();

    public RecordedFailures()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, count, tags, _) =>
                _counts.Enqueue(string.Join(' ', [$"{instrument.Name} {count}", .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")]))
        );
        _listener.Start();
    }

    public RecordedLog<VoiceSessionFactory> Log { get; } = new(LogLevel.Information);

    public IReadOnlyList<string> Lines => Log.Lines;

    /// <summary>As <c>name 1 tag=value</c>.</summary>
    public IReadOnlyCollection<string> Counts => _counts;

    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose() => _listener.Dispose();
}
