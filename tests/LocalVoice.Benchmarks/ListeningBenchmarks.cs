using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using LocalVoice.Audio;
using LocalVoice.Core.Input;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Engines.Silero;
using LocalVoice.Testing.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalVoice.Benchmarks;

/// <summary>
/// Everything that happens to 20 ms of a caller's audio before anybody decides anything: decoding, resampling from
/// 24 kHz, level, Silero, turn controller. Promise: no allocation.
/// </summary>
[MemoryDiagnoser]
public class ListeningBenchmarks : IDisposable
{
    private readonly byte[] _frame = new byte[960];
    private SileroVadFactory _factory = null!;
    private AudioInput _input = null!;
    private TurnTracker _tracker = null!;

    [GlobalSetup]
    public void Load()
    {
        _factory = new SileroVadFactory(new SileroOptions { ModelPath = Repository.SileroModel }, NullLogger<SileroVadFactory>.Instance);
        var (detection, options) = (TurnDetection.Semantic(Eagerness.Auto), new TurnOptions());
        _input = new(_factory.Create(), new(AudioEncoding.Pcm16, 24_000), TurnTracker.RecentAudio(detection, options));
        _tracker = new(_input, detection, options);
        for (var i = 0; i < 480; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(_frame.AsSpan(2 * i), (short)(6000 * Math.Sin(2 * Math.PI * 150 * i / 24_000)));
        }
    }

    [Benchmark]
    public int Frame20Ms()
    {
        _input.Write(_frame);
        var frames = 0;
        while (_input.TryReadFrame(_tracker.Turn.HearsSpeech, out var frame))
        {
            _tracker.Observe(frame);
            frames++;
        }

        return frames;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _input?.Dispose();
        _factory?.Dispose();
        GC.SuppressFinalize(this);
    }
}
