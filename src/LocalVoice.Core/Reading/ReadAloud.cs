using System.Runtime.CompilerServices;
using LocalVoice.Core.Text;
using LocalVoice.Engines;
using LocalVoice.Speech;

namespace LocalVoice.Core.Reading;

/// <summary>
/// Reads a whole text aloud as an agent says its words: without markup, clause by clause, normalised. Nobody's turn waits for
/// it: the voices of sessions come first. Thread-safe.
/// </summary>
public sealed class ReadAloud(SpokenTextPreparations preparations)
{
    /// <summary>The speech in chunks, each as soon as it is synthesised; none when nothing can be pronounced.</summary>
    /// <param name="request">Its text is any, of any length.</param>
    /// <exception cref="EngineException">The language is unknown, or the backend failed.</exception>
    public IAsyncEnumerable<SpeechChunk> SpeakAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var clauses = ResponseClauses.Of(request.Text, request.Language).ToAsyncEnumerable();
        return SpeakClausesAsync(synthesizer, request, clauses, cancellationToken);
    }

    /// <summary>As above, of a text that is still being written: each clause is said as soon as it is complete.</summary>
    /// <param name="request">Its text is not said.</param>
    /// <param name="text">In parts, cut anywhere.</param>
    /// <exception cref="EngineException">The language is unknown, or the backend failed.</exception>
    public IAsyncEnumerable<SpeechChunk> SpeakAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        IAsyncEnumerable<string> text,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var clauses = ResponseClauses.OfAsync(text, request.Language, cancellationToken);
        return SpeakClausesAsync(synthesizer, request, clauses, cancellationToken);
    }

    /// <summary>Whether the text has anything to pronounce.</summary>
    public bool Pronounces(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var preparation = preparations.For(request.Language);
        return ResponseClauses.Of(request.Text, request.Language).Any(clause => preparation.Prepare(clause).Length > 0);
    }

    private async IAsyncEnumerable<SpeechChunk> SpeakClausesAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        IAsyncEnumerable<string> clauses,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        var preparation = preparations.For(request.Language);
        await foreach (var clause in clauses.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var words = preparation.Prepare(clause);
            if (words.Length == 0)
            {
                continue;
            }

            var said = request with { Text = words, Speculative = true };
            await foreach (var chunk in synthesizer.SynthesizeAsync(said, cancellationToken).ConfigureAwait(false))
            {
                yield return chunk;
            }
        }
    }
}
