using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Testing.Fakes;

/// <summary>Speaks a tone of 50 ms for every character, in chunks of 100 ms: at once, when released, or not at all.</summary>
public class FakeSynthesizer(int sampleRateHz = 24_000) : ISpeechSynthesizer
{
    private readonly ConcurrentQueue<SynthesisRequest> _requests = new();

    public int SampleRateHz => sampleRateHz;

    public IReadOnlyList<string> Voices { get; init; } = ["tone"];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>The languages of one voice, by its name; those of all where it is not here.</summary>
    public Dictionary<string, IReadOnlyList<string>> VoiceLanguages { get; } = [];

    public IReadOnlyList<string> LanguagesOf(string voice) => VoiceLanguages.GetValueOrDefault(voice, Languages);

    /// <summary>How long a character takes.</summary>
    public TimeSpan PerCharacter { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The sound of a clause of so many samples, in place of the tone.</summary>
    public Func<int, float[]>? Voice { get; set; }

    /// <summary>Holds every clause before its first chunk.</summary>
    public Hold Hold { get; } = new();

    /// <summary>Holds every clause before the chunk after its first.</summary>
    public Hold LaterChunksHold { get; } = new();

    /// <summary>Thrown by every clause while set, after <see cref="ChunksBeforeFailure"/> chunks.</summary>
    public Exception? Failure { get; set; }

    public int ChunksBeforeFailure { get; set; }

    public IReadOnlyList<SynthesisRequest> Requests => [.. _requests];

    /// <summary>Chunks after which more was asked for.</summary>
    public Counter ChunksTaken { get; } = new();

    /// <summary>Clauses begun.</summary>
    public Counter Begun { get; } = new();

    public Counter Cancelled { get; } = new();

    /// <summary>Clauses given up, by whoever asked, or finished.</summary>
    public Counter Ended { get; } = new();

    public EngineInfo Info { get; init; } = new("tts", "fake", "tone", "cpu", "none");

    public async IAsyncEnumerable<SpeechChunk> SynthesizeAsync(
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        _requests.Enqueue(request);
        Begun.Increment();
        try
        {
            var samples = (Voice ?? Tone)((int)(request.Text.Length * PerCharacter.TotalSeconds * sampleRateHz / request.Speed));
            var length = sampleRateHz / 10;
            for (var start = 0; start < samples.Length; start += length)
            {
                await WaitAsync(start > 0 ? LaterChunksHold : Hold, cancellationToken);
                FailAt(start / length);
                yield return new(samples.AsMemory(start, Math.Min(length, samples.Length - start)));
                ChunksTaken.Increment();
            }

            FailAt((samples.Length + length - 1) / length);
        }
        finally
        {
            Ended.Increment();
        }
    }

    public ValueTask WarmUpAsync(CancellationToken cancellationToken) => default;

    private void FailAt(int chunk)
    {
        if (Failure is { } failure && chunk == ChunksBeforeFailure)
        {
            throw failure;
        }
    }

    private float[] Tone(int length) =>
        [.. Enumerable.Range(0, length).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 220 * i / sampleRateHz))];

    private async Task WaitAsync(Hold hold, CancellationToken cancellationToken)
    {
        try
        {
            await hold.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.Increment();
            throw;
        }
    }
}
