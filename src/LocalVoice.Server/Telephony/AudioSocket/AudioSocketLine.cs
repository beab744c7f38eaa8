using System.Buffers;
using System.Net.Sockets;
using LocalVoice.Core.Sessions;
using LocalVoice.Server.Configuration;
using LocalVoice.Server.Protocol;
using LocalVoice.Server.Telephony.Calls;
using LocalVoice.Server.Transport;

namespace LocalVoice.Server.Telephony.AudioSocket;

/// <summary>
/// A call over a connection of Asterisk's AudioSocket. Asterisk plays what it gets at once, so that audio is sent as it is spoken: what
/// was sent was played, and a flush drops what was not.
/// </summary>
internal sealed class AudioSocketLine : IPhoneLine
{
    /// <summary>The position is told with every fifth frame; between them the session's own clock goes on.</summary>
    private const int ToldFrames = 5;

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly FrameReader _frames;
    private readonly PacedAudio _audio;
    private readonly AgentFrames _agent;
    private readonly TimeSpan _sendTimeout;
    private readonly TimeProvider _time;
    private readonly byte[] _voice = new byte[ushort.MaxValue];
    private Task _listening = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;

    /// <param name="socket">Owned.</param>
    public AudioSocketLine(Socket socket, AudioSocketOptions options, TimeSpan sendTimeout, TimeProvider time)
    {
        (_socket, _sendTimeout, _time) = (socket, sendTimeout, time);
        _stream = new(socket, ownsSocket: true);
        _frames = new(_stream, options.SilenceTimeout, time);
        _agent = new(options.ComfortNoiseDbfs is { } level ? new(level) : null);
        _audio = new(time, fillsGaps: options.ComfortNoiseDbfs is not null);
    }

    /// <summary>The first frame; called once, before all else.</summary>
    /// <returns>The call's UUID; null when the other end hangs up before it has told it.</returns>
    /// <exception cref="ProtocolException">Another frame is the first.</exception>
    public async Task<Guid?> AwaitUuidAsync(CancellationToken cancellationToken)
    {
        Guid? uuid = null;
        await _frames.ReadAsync(
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
        _listening = _frames.ReadAsync(frame => HandleAsync(listener, frame, over), over);
        _sending = SendAsync(listener, over);
        await await Task.WhenAny(_listening, _sending);
    }

    public ValueTask PlayAsync(ResponseAudio audio, CancellationToken over) => _audio.AddAsync(audio, over);

    public ValueTask FlushAsync(CancellationToken over)
    {
        _audio.Flush();
        return ValueTask.CompletedTask;
    }

    public void SetVolume(float gain) => _agent.SetVolume(gain);

    public void Pause() => _audio.Pause();

    public void GoOn() => _audio.GoOn();

    public async Task HangUpAsync(CloseReason reason)
    {
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var patience = new CancellationTokenSource(TransportBudgets.CloseTimeout, _time);
        try
        {
            await _stream.WriteAsync(new byte[AudioSocketFrame.HeadBytes], patience.Token);
            _socket.Shutdown(SocketShutdown.Send);

            // Data that nobody reads resets the connection, and would take the frame from the other end.
            while (await _stream.ReadAsync(_voice, patience.Token) > 0) { }
        }
        catch (Exception lost) when (lost is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone, or the other end does not close it.
        }
    }

    public ValueTask DisposeAsync()
    {
        _frames.Dispose();
        return _stream.DisposeAsync();
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
            var sending = _stream.WriteAsync(_agent.Encode(audio), over);
            if (!sending.IsCompletedSuccessfully)
            {
                await sending.AsTask().WaitAsync(_sendTimeout, _time, over);
            }

            if (audio is not null && (frames % ToldFrames == 0 || audio.FirstSample == 0))
            {
                await listener.PlayedAsync(audio.Ordinal, audio.FirstSample, over);
            }
        }
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
