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
    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        ISpeechSynthesizer synthesizer,
        SynthesisRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        ArgumentNullException.ThrowIfNull(request);
        var preparation = preparations.For(request.Language);
        foreach (var words in ResponseClauses.Of(request.Text, request.Language).Select(preparation.Prepare))
        {
            if (words.Length == 0)
            {
                continue;
            }

            var clause = request with { Text = words, Speculative = true };
            await foreach (var chunk in synthesizer.SynthesizeAsync(clause, cancellationToken).ConfigureAwait(false))
            {
                yield return chunk;
            }
        }
    }

    /// <summary>Whether the text has anything to pronounce.</summary>
    public bool Pronounces(SynthesisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var preparation = preparations.For(request.Language);
        return ResponseClauses.Of(request.Text, request.Language).Any(clause => preparation.Prepare(clause).Length > 0);
    }
}
