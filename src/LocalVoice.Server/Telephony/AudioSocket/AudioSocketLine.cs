using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using LocalVoice.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// A call over a connection of Asterisk's AudioSocket. Asterisk plays what it gets at once, so that audio is sent as it is spoken: what
/// was sent was played, and a flush drops what was not.
/// </summary>
internal sealed class AudioSocketLine(Socket socket, TimeSpan sendTimeout, TimeProvider time) : IPhoneLine
{
    private const int FrameSamples = 160;

    /// <summary>The position is told with every fifth frame; between them the session's own clock goes on.</summary>
    private const int ToldFrames = 5;

    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private readonly PacedAudio _audio = new(time);
    private readonly byte[] _voice = new byte[ushort.MaxValue];
    private readonly byte[] _frame = new byte[AudioSocketFrame.HeadBytes + (2 * FrameSamples)];
    private PipeReader? _input;
    private Task _listening = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;
    private volatile float _volume = 1;

    private PipeReader Input => _input ??= PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>The first frame; called once, before all else.</summary>
    /// <returns>The call's UUID; null when the other end hangs up before it has told it.</returns>
    /// <exception cref="ProtocolException">Another frame is the first.</exception>
    public async Task<Guid?> AwaitUuidAsync(CancellationToken cancellationToken)
    {
        Guid? uuid = null;
        await ReadAsync(
            frame =>
            {
                if (frame.Type != AudioSocketFrame.HangUp)
                {
                    uuid = UuidOf(frame);
                }

                return new(false);
            },
            cancellationToken
        );
        return uuid;
    }

    public async Task RunAsync(IPhoneListener listener, CancellationToken over)
    {
        _listening = ReadAsync(frame => HandleAsync(listener, frame, over), over);
        _sending = SendAsync(listener, over);
        await await Task.WhenAny(_listening, _sending);
    }

    public ValueTask PlayAsync(ResponseAudio audio, CancellationToken over) => _audio.AddAsync(audio, over);

    public ValueTask FlushAsync(CancellationToken over)
    {
        _audio.Flush();
        return ValueTask.CompletedTask;
    }

    public void SetVolume(float gain) => _volume = gain;

    public void Pause() => _audio.Pause();

    public void GoOn() => _audio.GoOn();

    public async Task HangUpAsync(CloseReason reason)
    {
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, time);
        try
        {
            await _stream.WriteAsync(new byte[AudioSocketFrame.HeadBytes], patience.Token);
            socket.Shutdown(SocketShutdown.Send);

            // Data that nobody reads resets the connection, and would take the frame from the other end.
            while (await _stream.ReadAsync(_voice, patience.Token) > 0) { }
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone, or the other end does not close it.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>Hands over frames until the handler wants no more, or the other end has closed.</summary>
    private async Task ReadAsync(Func<AudioSocketFrame, ValueTask<bool>> handle, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await Input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            var goesOn = true;
            while (goesOn && AudioSocketFrame.TryRead(ref rest, out var frame))
            {
                goesOn = await handle(frame);
            }

            Input.AdvanceTo(rest.Start, goesOn ? rest.End : rest.Start);
            if (!goesOn || read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <returns>False when the caller has hung up.</returns>
    private async ValueTask<bool> HandleAsync(IPhoneListener listener, AudioSocketFrame frame, CancellationToken over)
    {
        switch (frame.Type)
        {
            case AudioSocketFrame.HangUp or AudioSocketFrame.Error:
                return false;
            case AudioSocketFrame.Audio:
                await listener.HearAsync(VoiceOf(frame), over);
                return true;
            case > AudioSocketFrame.Audio and <= AudioSocketFrame.LastAudio:
                throw Violation($"Audio of type 0x{frame.Type:x2} came; only 0x10, 8 kHz, is taken: let the channel have the format slin.");
            case AudioSocketFrame.Key:
                await listener.PressAsync(KeyOf(frame), over);
                return true;
            case AudioSocketFrame.Uuid:
                throw Violation("The UUID came twice.");
            default:
                // Of a type of later versions.
                return true;
        }
    }

    private async Task SendAsync(IPhoneListener listener, CancellationToken over)
    {
        for (var frames = 0; ; frames++)
        {
            var audio = await _audio.TakeAsync(over);
            Encode(audio.Samples.Span);
            var sending = _stream.WriteAsync(_frame, over);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(sendTimeout, time, over);
            }

            if (frames % ToldFrames == 0 || audio.FirstSample == 0)
            {
                await listener.PlayedAsync(audio.Ordinal, audio.FirstSample, over);
            }
        }
    }

    /// <summary>A whole frame; the last of a response is filled up with silence.</summary>
    private void Encode(ReadOnlySpan<short> samples)
    {
        AudioSocketFrame.WriteHead(_frame, AudioSocketFrame.Audio, 2 * FrameSamples);
        var payload = _frame.AsSpan(AudioSocketFrame.HeadBytes);
        payload.Clear();
        Span<short> lowered = stackalloc short[FrameSamples];
        var count = Math.Min(samples.Length, FrameSamples);
        for (var i = 0; i < count; i++)
        {
            lowered[i] = (short)(samples[i] * _volume);
        }

        Pcm16.Encode(lowered[..count], payload);
    }

    private Memory<byte> VoiceOf(AudioSocketFrame frame)
    {
        var length = (int)frame.Payload.Length;
        if (length % 2 != 0)
        {
            throw Violation($"A frame of audio has {length} bytes; samples have two.");
        }

        frame.Payload.CopyTo(_voice);
        return _voice.AsMemory(0, length);
    }

    private static char KeyOf(AudioSocketFrame frame) =>
        frame.Payload.Length == 1 && (char)frame.Payload.FirstSpan[0] is var key && KeyPresses.Has(key)
            ? key
            : throw Violation("A key is one byte, of 0…9, *, # and A…D.");

    private static Guid UuidOf(AudioSocketFrame frame)
    {
        if (frame.Type != AudioSocketFrame.Uuid || frame.Payload.Length != AudioSocketFrame.UuidBytes)
        {
            throw Violation("A connection begins with a frame of type 0x01 that has the 16 bytes of the call's UUID.");
        }

        Span<byte> bytes = stackalloc byte[AudioSocketFrame.UuidBytes];
        frame.Payload.CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }

    private static ProtocolException Violation(string what) => new("invalid_frame", what);
}
