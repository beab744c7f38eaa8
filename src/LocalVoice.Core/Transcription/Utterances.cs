using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// Opens the utterances of a session, each with the recognition settings in force when it begins. Used by the session's
/// loop only.
/// </summary>
internal sealed class Utterances : IAsyncDisposable
{
    private readonly object _speaker = new();
    private readonly IStreamingRecognizer _recognizer;
    private readonly ISessionMemory _memory;
    private readonly TimeSpan _longest;
    private readonly Func<object, ValueTask> _post;
    private readonly CancellationToken _sessionEnded;
    private readonly List<Utterance> _open = [];
    private RecognitionOptions _options;
    private IRecognitionStream? _next;

    /// <exception cref="EngineException">The recogniser does not know the language.</exception>
    public Utterances(
        IStreamingRecognizer recognizer,
        SessionSettings settings,
        ISessionMemory memory,
        TimeSpan longest,
        Func<object, ValueTask> post,
        CancellationToken sessionEnded
    )
    {
        (_recognizer, _memory, _longest, _post, _sessionEnded) = (recognizer, memory, longest, post, sessionEnded);
        _options = OptionsOf(settings);
        _next = recognizer.OpenStream(_options);
    }

    public Utterance Begin()
    {
        _open.RemoveAll(utterance => utterance is { Ended: true, Closed.IsCompletedSuccessfully: true });
        var stream = _next ?? _recognizer.OpenStream(_options);
        _next = null;
        var utterance = new Utterance(stream, new UtteranceRoom(_memory, _longest), _post, _sessionEnded);
        _open.Add(utterance);
        return utterance;
    }

    /// <summary>Applies other settings from the next utterance on.</summary>
    /// <exception cref="EngineException">The recogniser does not know the language; nothing has changed.</exception>
    public async ValueTask UseAsync(SessionSettings settings)
    {
        var options = OptionsOf(settings);
        if (options.Language == _options.Language && options.Vocabulary.SequenceEqual(_options.Vocabulary))
        {
            return;
        }

        var skipped = _next;
        _next = _recognizer.OpenStream(options);
        _options = options;
        await CloseAsync(skipped).ConfigureAwait(false);
    }

    /// <summary>Ends all utterances and waits until their streams are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var utterance in _open)
        {
            utterance.End();
        }

        await Task.WhenAll([.. _open.Select(utterance => utterance.Closed), CloseAsync(_next)]).ConfigureAwait(false);
    }

    private static async Task CloseAsync(IRecognitionStream? stream)
    {
        if (stream is not null)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private RecognitionOptions OptionsOf(SessionSettings settings) => new(settings.Language, settings.Vocabulary) { Speaker = _speaker };
}
