using System.Runtime.CompilerServices;
using Whisper.net.Native;

namespace Whisper.net;

/// <summary>Decodes audio with fixed settings. Thread-safe: each decode works in a state of its own.</summary>
public sealed class WhisperProcessor : IAsyncDisposable, IDisposable
{
    private readonly StatePool _states;
    private readonly DecodeOptions _options;
    private bool _disposed;

    internal WhisperProcessor(StatePool states, DecodeOptions options) => (_states, _options) = (states, options);

    /// <summary>Decodes on a thread of its own and gives the segments when all are there.</summary>
    /// <param name="samples">16 kHz mono, −1…1; not to be written until the enumeration ends. Under 100 ms there is no segment.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the native work has stopped.</exception>
    /// <exception cref="WhisperProcessingException">whisper.cpp failed.</exception>
    public async IAsyncEnumerable<SegmentData> ProcessAsync(
        ReadOnlyMemory<float> samples,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var segments = await Task.Factory.StartNew(
            () => NativeDecode.Run(_states, _options, samples.Span, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).ConfigureAwait(false);
        foreach (var segment in segments)
        {
            yield return segment;
        }
    }

    /// <summary>Decodes that run go on to their end.</summary>
    public void Dispose() => _disposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
