using LocalVoice.Core.Sessions;
using LocalVoice.Speech;

namespace LocalVoice.Core.Transcription;

/// <summary>
/// Opens the utterances of a session, each with the recogniser and settings in force when it begins. The next one's stream
/// is always open: a recogniser elsewhere has its connection ahead of need. Used by the session's loop only.
/// </summary>
internal sealed class Utterances : IAsyncDisposable
{
    private readonly object _speaker = new();
    private readonly UtteranceLimits _limits;
    private readonly Func<object, ValueTask> _post;
    private readonly CancellationToken _sessionEnded;
    private readonly List<Utterance> _open = [];
    private IStreamingRecognizer _recognizer;
    private RecognitionOptions _options;
    private OpenedStream _next;

    /// <exception cref="EngineException">The recogniser does not know the language.</exception>
    public Utterances(
        IStreamingRecognizer recognizer,
        SessionSettings settings,
        UtteranceLimits limits,
        Func<object, ValueTask> post,
        CancellationToken sessionEnded
    )
    {
        (_recognizer, _limits, _post, _sessionEnded) = (recognizer, limits, post, sessionEnded);
        _options = OptionsOf(settings);
        _next = OpenedStream.Open(recognizer, _options);
    }

    /// <exception cref="EngineException">The recogniser opens no more streams.</exception>
    public Utterance Begin()
    {
        var next = OpenedStream.Open(_recognizer, _options);
        var utterance = Begin(_next);
        _next = next;
        return utterance;
    }

    /// <summary>Applies another recogniser or other settings from the next utterance on.</summary>
    /// <exception cref="EngineException">The recogniser does not know the language; nothing has changed.</exception>
    public void Use(IStreamingRecognizer recognizer, SessionSettings settings)
    {
        var options = OptionsOf(settings);
        if (recognizer == _recognizer && options.Language == _options.Language && options.Vocabulary.SequenceEqual(_options.Vocabulary))
        {
            return;
        }

        var next = OpenedStream.Open(recognizer, options);

        // Nobody says anything in it; it is closed beside the loop.
        Begin(_next).End();
        (_recognizer, _options, _next) = (recognizer, options, next);
    }

    /// <summary>Ends all utterances and waits until their streams are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var utterance in _open)
        {
            utterance.End();
        }

        await Task.WhenAll([.. _open.Select(utterance => utterance.Closed), _next.Stream.DisposeAsync().AsTask()]).ConfigureAwait(false);
    }

    private Utterance Begin(OpenedStream opened)
    {
        _open.RemoveAll(utterance => utterance is { Ended: true, Closed.IsCompletedSuccessfully: true });
        var utterance = new Utterance(opened, new UtteranceRoom(_limits), _post, _sessionEnded);
        _open.Add(utterance);
        return utterance;
    }

    private RecognitionOptions OptionsOf(SessionSettings settings) => new(settings.Language, settings.Vocabulary) { Speaker = _speaker };
}
