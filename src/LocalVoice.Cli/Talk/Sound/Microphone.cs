using System.Runtime.InteropServices;
using LocalVoice.Audio;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>What a recorder captures, at the pace of whoever takes it.</summary>
internal sealed class Microphone : IAsyncDisposable
{
    private const int BlockBytes = 4096;

    // More than this waits only where the machine stalled: what is older is left out, or the user would be heard late for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Queue<short> _captured = new();
    private readonly int _most;
    private readonly SoundProcess _recorder;

    private Microphone(SoundProcess recorder, int rateHz)
    {
        (_recorder, _most) = (recorder, (int)(Longest.TotalSeconds * rateHz));
        Ended = CaptureAsync();
    }

    /// <summary>Whether nobody is to be heard at this moment: what is captured then is dropped.</summary>
    public Func<bool> IsMuted { get; init; } = () => false;

    /// <summary>Completes when the recorder ends; faults with a <see cref="CliException"/> when it failed.</summary>
    public Task Ended { get; }

    /// <summary>Whether all that was captured has been taken.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_lock)
            {
                return Ended.IsCompleted && _captured.Count == 0;
            }
        }
    }

    /// <param name="device">As the recorder names it; null: the system's choice.</param>
    /// <param name="isMuted">See <see cref="IsMuted"/>.</param>
    /// <exception cref="CliException">There is no recorder, or it cannot be started.</exception>
    public static Microphone Open(int rateHz, string? device, Func<bool> isMuted)
    {
        var program = SoundProgram.Recorder();
        return new(SoundProcess.Start(program, program.Recording(rateHz, device)), rateHz) { IsMuted = isMuted };
    }

    /// <summary>Fills a chunk, −1…1: silence where nothing was captured yet.</summary>
    public void Fill(Memory<float> chunk)
    {
        var samples = chunk.Span;
        samples.Clear();
        lock (_lock)
        {
            if (IsMuted())
            {
                _captured.Clear();
            }

            for (var i = 0; i < samples.Length && _captured.TryDequeue(out var sample); i++)
            {
                samples[i] = Pcm16.ToFloat(sample);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CaptureAsync()
    {
        var output = _recorder.Process.StandardOutput.BaseStream;
        var block = new byte[BlockBytes];
        var held = 0;
        for (int read; (read = await output.ReadAsync(block.AsMemory(held))) > 0; )
        {
            var bytes = held + read;
            held = bytes % sizeof(short);
            Add(MemoryMarshal.Cast<byte, short>(block.AsSpan(0, bytes - held)));
            block[0] = block[bytes - 1];
        }

        await _recorder.EndedAsync(CancellationToken.None);
    }

    private void Add(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            foreach (var sample in samples)
            {
                _captured.Enqueue(sample);
            }

            while (_captured.Count > _most)
            {
                _captured.Dequeue();
            }
        }
    }
}
