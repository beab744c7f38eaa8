using LocalVoice.Client;

namespace LocalVoice.Cli.Talk.Sound;

/// <summary>Plays audio as it comes, through a player's standard input. What is cut off is not played to its end.</summary>
internal sealed class StreamedSpeaker(SoundProgram program, TimeProvider time) : ISpeaker
{
    // What a player holds back before it is heard; chosen by trial, not measured.
    private static readonly TimeSpan Tail = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly List<PlayedStream> _ended = [];
    private PlayedStream? _stream;
    private long _until;

    public bool IsHeard
    {
        get
        {
            lock (_lock)
            {
                return _until != 0 && time.GetElapsedTime(_until, time.GetTimestamp()) < Tail;
            }
        }
    }

    public void Observe(ServerMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case ResponseAudio audio:
                    Play(audio);
                    break;
                case ServerEvent { Type: "localvoice.audio.flush" }:
                    Cut();
                    break;
            }
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        PlayedStream? stream;
        lock (_lock)
        {
            (stream, _stream) = (_stream, null);
        }

        if (stream is not null)
        {
            await using (stream)
            {
                await stream.FinishAsync(cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        foreach (var stream in _ended)
        {
            await stream.DisposeAsync();
        }
    }

    private void Play(ResponseAudio audio)
    {
        if (_stream is null || _stream.RateHz != audio.SampleRateHz)
        {
            Cut();
            _stream = PlayedStream.Start(program, audio.SampleRateHz);
        }

        _stream.Add(audio.Samples);
        var seconds = (double)audio.Samples.Length / audio.SampleRateHz;
        _until = Math.Max(_until, time.GetTimestamp()) + (long)(seconds * time.TimestampFrequency);
    }

    private void Cut()
    {
        if (_stream is { } stream)
        {
            stream.Cut();
            _ended.Add(stream);
        }

        (_stream, _until) = (null, Math.Min(_until, time.GetTimestamp()));
    }
}
