using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>One run of a player, which plays what it is given.</summary>
internal sealed class PlayedStream : IAsyncDisposable
{
    // Five minutes of frames of 20 ms ahead of the player; more is not said at once.
    private const int WaitingFrames = 15_000;

    private readonly Channel<ReadOnlyMemory<short>> _waiting = Channel.CreateBounded<ReadOnlyMemory<short>>(
        new BoundedChannelOptions(WaitingFrames) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly SoundProcess _player;
    private readonly Task _feeding;

    private PlayedStream(SoundProcess player, bool header, int rateHz)
    {
        (_player, RateHz) = (player, rateHz);
        _feeding = FeedAsync(header);
    }

    public int RateHz { get; }

    /// <exception cref="CliException">The player cannot be started.</exception>
    public static PlayedStream Start(SoundProgram program, int rateHz) =>
        new(SoundProcess.Start(program, program.Playing(rateHz)), program.TakesHeader, rateHz);

    /// <summary>Never waits.</summary>
    public void Add(ReadOnlyMemory<short> samples) => _waiting.Writer.TryWrite(samples);

    /// <summary>Nothing more is heard.</summary>
    public void Cut()
    {
        _waiting.Writer.TryComplete();
        if (!_player.Process.HasExited)
        {
            _player.Process.Kill(entireProcessTree: true);
        }
    }

    /// <exception cref="CliException">The player failed.</exception>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _feeding.WaitAsync(cancellationToken);
        await _player.EndedAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _player.DisposeAsync();
        await _feeding;
    }

    /// <summary>Never throws: a player that ends tells by its exit code.</summary>
    private async Task FeedAsync(bool header)
    {
        try
        {
            var input = _player.Process.StandardInput.BaseStream;
            await input.WriteAsync(header ? Header(RateHz) : []);
            await foreach (var samples in _waiting.Reader.ReadAllAsync())
            {
                await input.WriteAsync(MemoryMarshal.AsBytes(samples.Span).ToArray());
                await input.FlushAsync();
            }

            _player.Process.StandardInput.Close();
        }
        catch (Exception ended) when (ended is IOException or InvalidOperationException)
        {
            _waiting.Writer.TryComplete();
        }
    }

    /// <summary>Of a WAV file that does not know its length.</summary>
    private static byte[] Header(int rateHz)
    {
        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), uint.MaxValue);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), 2 * rateHz);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), uint.MaxValue);
        return header;
    }
}
