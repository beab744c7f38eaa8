using LocalVoice.Audio;
using LocalVoice.Client.Audio;
using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop.Rooms;

/// <summary>
/// A call from a room: the microphone hears the user, what else is said in the room, and the client's speaker, which plays what
/// the session sends. Everything is 24 kHz.
/// </summary>
internal sealed class Room : IAsyncDisposable
{
    /// <summary>Level of the agent's voice as it is played.</summary>
    public const double AgentDbfs = -18;

    private const int RateHz = 24_000;
    private readonly Queue<short> _speaker = new();
    private readonly EchoRoom? _echo;
    private readonly float[] _others;
    private int _position;
    private int _told;
    private int _spoken;

    /// <param name="echo">Null: the user wears headphones.</param>
    /// <param name="others">What is heard all the time, again and again; null for nothing.</param>
    public Room(SessionSettings settings, EchoRoom? echo = null, float[]? others = null)
    {
        (_echo, _others) = (echo, others ?? SpokenSamples.Noise(1, 0.001f));
        Call = new(settings);
        Call.Synthesizer.Voice = length => SyllableVoice.Speak((double)length / RateHz, AgentDbfs, ++_spoken);
        Call.Engines.VoiceActivity.Judge = window => Loudness(window) > -55 ? 0.95f : 0.02f;
    }

    public SessionScenario Call { get; }

    /// <summary>The user says something.</summary>
    public Task SayAsync(int milliseconds, double dbfs = -20, int seed = 77) =>
        HearAsync(milliseconds, SyllableVoice.Speak(milliseconds / 1000.0, dbfs, seed));

    /// <summary>The user is silent, and others in the room speak at once.</summary>
    public Task BabbleAsync(int milliseconds, double dbfs, int seed = 5) =>
        HearAsync(milliseconds, SyllableVoice.Babble(milliseconds / 1000.0, dbfs, seed));

    /// <summary>The user is silent.</summary>
    public Task PassAsync(int milliseconds) => HearAsync(milliseconds, []);

    /// <summary>The user is silent until an event comes.</summary>
    /// <exception cref="TimeoutException">None comes within 20 s.</exception>
    public async Task<T> PassUntilAsync<T>()
        where T : SessionEvent
    {
        for (var passed = 0; passed < 20_000; passed += 20)
        {
            if (Call.Log.TryNext<T>() is { } happened)
            {
                return happened;
            }

            await PassAsync(20);
        }

        throw new TimeoutException($"No {typeof(T).Name} came. The session told: {Call.Log.Story}");
    }

    /// <summary>The user is silent until the agent has said all that it was sent.</summary>
    public async Task HearOutAsync()
    {
        await PassUntilAsync<ResponseEnded>();
        await PassAsync(20);
        while (_speaker.Count > 0)
        {
            await PassAsync(20);
        }
    }

    /// <summary>Level of 16 kHz audio's loudest 100 ms, dBFS: what a recogniser goes by.</summary>
    public static double Loudest(float[] audio) => audio.Chunk(1600).Select(Loudness).DefaultIfEmpty(-120).Max();

    public ValueTask DisposeAsync() => Call.DisposeAsync();

    private static double Loudness(float[] samples) => SoundLevel.RmsDbfs(samples);

    private async Task HearAsync(int milliseconds, float[] user)
    {
        var frame = new float[RateHz / 50];
        for (var at = 0; at < milliseconds * (RateHz / 1000); at += frame.Length)
        {
            await ReceiveAsync();
            for (var i = 0; i < frame.Length; i++)
            {
                var played = _speaker.TryDequeue(out var sample) ? sample / 32768f : 0;
                var own = at + i < user.Length ? user[at + i] : 0;
                frame[i] = own + _others[_position++ % _others.Length] + (_echo?.Hear(played) ?? 0);
            }

            await Call.HearAsync(frame);
        }
    }

    /// <summary>Takes what the session has sent. A response comes whole: the virtual clock must not leave the voice behind.</summary>
    private async Task ReceiveAsync()
    {
        await Call.Log.BecomesAsync(
            all => all.OfType<ResponseStarted>().Count() <= all.OfType<ResponseEnded>().Count(),
            TimeSpan.FromSeconds(Call.Settings.Extensions ? 0.05 : 10)
        );
        var events = Call.Log.All;
        for (; _told < events.Count; _told++)
        {
            Take(events[_told]);
        }
    }

    private void Take(SessionEvent happened)
    {
        switch (happened)
        {
            case ResponseAudio audio:
                foreach (var sample in audio.Samples.Span)
                {
                    _speaker.Enqueue(sample);
                }

                break;
            case PlaybackFlushed:
            case SpeechStarted when !Call.Settings.Extensions:
                _speaker.Clear();
                break;
        }
    }
}
