using System.Buffers.Binary;
using System.Diagnostics;
using LocalVoice.Audio;
using LocalVoice.Core.SessionLoop;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Text;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Audio;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LocalVoice.Testing.Fakes;

/// <summary>
/// One session on fakes and on a virtual clock, told as a timeline: <see cref="SayAsync"/>, <see cref="PauseAsync"/>,
/// <see cref="ExpectAsync"/>. The clock runs with the audio sent, and only with it. Audio goes in frames, each
/// taken by the session's loop before the next is sent; what runs beside the loop is waited for by its events.
/// </summary>
public sealed class SessionScenario : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private int _fences;
    private double _phase;

    public SessionScenario(
        SessionSettings? settings = null,
        ScenarioEngines? engines = null,
        PipelineOptions? options = null,
        RecordedFailures? failures = null,
        ISessionObserver? observer = null
    )
    {
        Engines = engines ?? new();
        Settings = settings ?? new();
        Format = Settings.InputFormat;
        var factory = new VoiceSessionFactory(
            Engines.ToCatalog(Time),
            options ?? new(),
            SpokenTextPreparations.WithoutLexicons,
            IdleResources.For(options ?? new(), Time) with
            {
                ToolServers = Engines.ToolServers,
            },
            Time,
            failures?.Log ?? (ILogger<VoiceSessionFactory>)NullLogger<VoiceSessionFactory>.Instance,
            failures
        );
        Session = factory.Open(Settings, observer);
        Log = new(Session.Events);
    }

    public FakeTimeProvider Time { get; } = new();

    public ScenarioEngines Engines { get; }

    public FakeRecognizer Recognizer => Engines.Recognizer;

    public FakeChatClient Chat => Engines.Chat;

    public FakeToolServers ToolServers => Engines.ToolServers;

    public FakeSynthesizer Synthesizer => Engines.Synthesizer;

    public SessionSettings Settings { get; }

    public IVoiceSession Session { get; }

    /// <summary>Of the audio that the client sends; PCM16.</summary>
    public AudioFormat Format { get; set; }

    /// <summary>Audio sent at once.</summary>
    public TimeSpan Frame { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Everything that the client was told.</summary>
    public EventLog Log { get; }

    /// <summary>The user speaks: a tone at −17 dBFS.</summary>
    public Task SayAsync(TimeSpan duration) => SendAsync(duration, 0.2f);

    public Task SayAsync(int milliseconds) => SayAsync(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>The client's microphone hears something else than tones.</summary>
    /// <param name="samples">At the rate of <see cref="Format"/>.</param>
    public async Task HearAsync(ReadOnlyMemory<float> samples)
    {
        var pcm = new short[samples.Length];
        Pcm16.FromFloat(samples.Span, pcm);
        var encoded = new byte[pcm.Length * 2];
        for (var i = 0; i < pcm.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(encoded.AsSpan(2 * i), pcm[i]);
        }

        await Session.AppendAudioAsync(encoded, CancellationToken.None).ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
        Time.Advance(Format.DurationOf(samples.Length));
    }

    /// <summary>The user says a word that <see cref="ToneWords.Hear"/> understands.</summary>
    public async Task SayWordAsync(int number)
    {
        await SendAsync(ToneWords.Duration, 0.2f, ToneWords.FrequencyOf(number));
        await SendAsync(ToneWords.Gap, 0);
    }

    /// <summary>Loud, but no word that <see cref="ToneWords.Hear"/> understands: bursts with gaps.</summary>
    public async Task CoughAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await SendAsync(TimeSpan.FromMilliseconds(60), 0.2f);
            await SendAsync(ToneWords.Gap, 0);
        }
    }

    /// <summary>The user is silent: digital silence.</summary>
    public Task PauseAsync(TimeSpan duration) => SendAsync(duration, 0);

    public Task PauseAsync(int milliseconds) => PauseAsync(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>The user is silent until so much of the newest answer was heard. However slowly it comes, none of it is missed.</summary>
    public async Task ListenAsync(int milliseconds)
    {
        await PauseUntilAsync<ResponseAudio>().ConfigureAwait(false);
        var length = TimeSpan.FromMilliseconds(milliseconds);
        for (var heard = TimeSpan.Zero; heard < length; heard += Frame)
        {
            var until = Settings.OutputFormat.SamplesIn(heard + Frame);
            if (!await Log.BecomesAsync(events => SentOf(events) >= until, EventLog.Patience).ConfigureAwait(false))
            {
                throw Log.Missing($"audio of {milliseconds} ms");
            }

            await PauseAsync(Frame).ConfigureAwait(false);
        }
    }

    /// <summary>The clock goes on, and the client sends nothing.</summary>
    public async Task WaitAsync(int milliseconds)
    {
        await SettleAsync().ConfigureAwait(false);
        Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>The user's speech comes faster than it was spoken.</summary>
    public async Task SendAtOnceAsync(TimeSpan duration)
    {
        for (var sent = TimeSpan.Zero; sent < duration; sent += Frame)
        {
            await Session.AppendAudioAsync(Encode(Format.SamplesIn(Frame), 0.2f), CancellationToken.None);
            await SettleAsync();
        }
    }

    /// <summary>Waits for the next event of a kind after those that earlier expectations took.</summary>
    public Task<T> ExpectAsync<T>()
        where T : SessionEvent => Log.NextAsync<T>();

    /// <summary>
    /// The user is silent until an event of a kind comes. The work beside the loop runs in real time, and on a busy machine
    /// the virtual clock leaves it behind: half a minute of silence is the least, ten real seconds are the most.
    /// </summary>
    /// <exception cref="TimeoutException">None came; the message tells what came instead.</exception>
    public Task<T> PauseUntilAsync<T>()
        where T : SessionEvent => UntilAsync(Log.TryNext<T>, () => PauseAsync(Frame), typeof(T).Name);

    /// <summary>As <see cref="PauseUntilAsync{T}()"/>, until something is so.</summary>
    public Task PauseUntilAsync(Func<bool> condition, string what) =>
        UntilAsync(() => condition() ? Log : null, () => PauseAsync(Frame), what);

    /// <summary>As <see cref="PauseUntilAsync{T}()"/>, until something is found.</summary>
    public Task<T> PauseUntilAsync<T>(Func<T?> find)
        where T : class => UntilAsync(find, () => PauseAsync(Frame), typeof(T).Name);

    /// <summary>As <see cref="PauseUntilAsync{T}()"/>; the client sends nothing meanwhile.</summary>
    public Task<T> WaitUntilAsync<T>()
        where T : SessionEvent => UntilAsync(Log.TryNext<T>, () => WaitAsync(20), typeof(T).Name);

    /// <summary>As <see cref="PauseUntilAsync{T}()"/>; the user speaks meanwhile.</summary>
    public Task<T> SayUntilAsync<T>()
        where T : SessionEvent => UntilAsync(Log.TryNext<T>, () => SayAsync(Frame), typeof(T).Name);

    public async Task<T> CommandAsync<T>(SessionCommand command)
        where T : SessionEvent
    {
        await Session.SendAsync(command, CancellationToken.None);
        return await ExpectAsync<T>();
    }

    /// <summary>A whole turn: 600 ms of speech, then silence until the agent's answer has been played to its end.</summary>
    public async Task<ResponseEnded> TakeTurnAsync()
    {
        await SayAsync(600);
        var ended = await PauseUntilAsync<ResponseEnded>();
        await PauseAsync(ended.Usage.AudioDuration);
        return ended;
    }

    /// <summary>The loop has taken everything sent so far.</summary>
    public async Task SettleAsync()
    {
        var fence = $"fence-{++_fences}";
        await Session.SendAsync(new RetrieveItem(fence) { EventId = fence }, CancellationToken.None).ConfigureAwait(false);
        await Log.FenceAsync(fence).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await Log.Completed;
    }

    private async Task<T> UntilAsync<T>(Func<T?> find, Func<Task> frame, string what)
        where T : class
    {
        var patience = Stopwatch.StartNew();
        for (var sent = TimeSpan.Zero; sent < Silence || patience.Elapsed < EventLog.Patience; sent += Frame)
        {
            if (find() is { } happened)
            {
                return happened;
            }

            await frame();
            await Task.Yield();
        }

        return find() ?? throw Log.Missing(what);
    }

    private static long SentOf(IReadOnlyList<SessionEvent> events) =>
        events.OfType<ResponseAudio>().LastOrDefault() is { } audio ? audio.FirstSample + audio.Samples.Length : 0;

    private async Task SendAsync(TimeSpan duration, float amplitude, double frequency = 300)
    {
        for (var sent = TimeSpan.Zero; sent < duration; sent += Frame)
        {
            var length = duration - sent < Frame ? duration - sent : Frame;
            await Session
                .AppendAudioAsync(Encode(Format.SamplesIn(length), amplitude, frequency), CancellationToken.None)
                .ConfigureAwait(false);

            // Outside the test's synchronization context whoever waits for the clock runs within Advance.
            await SettleAsync().ConfigureAwait(false);
            Time.Advance(length);
        }
    }

    private byte[] Encode(long samples, float amplitude, double frequency = 300)
    {
        var encoded = new byte[samples * 2];
        for (var i = 0; i < samples; i++)
        {
            _phase += 2 * Math.PI * frequency / Format.SampleRateHz;
            var value = amplitude * Math.Sin(_phase);
            BinaryPrimitives.WriteInt16LittleEndian(encoded.AsSpan(2 * i), (short)(value * short.MaxValue));
        }

        return encoded;
    }
}
