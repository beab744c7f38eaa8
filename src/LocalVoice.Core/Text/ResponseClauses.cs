using System.Runtime.CompilerServices;
using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Text;

/// <summary>Cuts a whole response as it is cut while it is generated.</summary>
public static class ResponseClauses
{
    /// <summary>The clauses without markup, as written: <see cref="SpokenTextPreparation"/> says what is said of each.</summary>
    /// <param name="response">A language model's output, of any length.</param>
    /// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en</c> ….</param>
    public static IEnumerable<string> Of(string response, string language)
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter(language);
        splitter.Push(filter.Push(response));
        splitter.Push(filter.Flush());
        splitter.Flush();
        while (splitter.TryTake(out var clause))
        {
            yield return clause.Text;
        }
    }

    /// <summary>As <see cref="Of"/>, each clause as soon as the text so far allows.</summary>
    /// <param name="response">In parts, cut anywhere.</param>
    public static async IAsyncEnumerable<string> OfAsync(
        IAsyncEnumerable<string> response,
        string language,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter(language);
        await foreach (var part in response.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            splitter.Push(filter.Push(part));
            while (splitter.TryTake(out var clause))
            {
                yield return clause.Text;
            }
        }

        splitter.Push(filter.Flush());
        splitter.Flush();
        while (splitter.TryTake(out var clause))
        {
            yield return clause.Text;
        }
    }
}
