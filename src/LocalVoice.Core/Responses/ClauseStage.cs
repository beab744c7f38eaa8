using System.Text;
using System.Threading.Channels;
using LocalVoice.Core.Sessions;
using LocalVoice.Core.Telemetry;
using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Core.Responses;

/// <summary>Removes unspeakable text and splits the rest into clauses, the first as early as possible.</summary>
/// <param name="language">Selects the abbreviation tables.</param>
/// <param name="whole">Whether the whole response is passed on as one clause (sequential baseline).</param>
/// <param name="hold">Told of the first clause.</param>
/// <param name="text">Told of what is written.</param>
/// <param name="limit">Told of every clause; what follows the last is discarded.</param>
internal sealed class ClauseStage(
    TurnRecorder recorder,
    string language,
    bool whole,
    FirstClauseHold hold,
    HeardText text,
    SpeechLimit limit
)
{
    private readonly SpokenTextFilter _filter = new();
    private readonly ClauseSplitter _splitter = new(language);
    private readonly StringBuilder _whole = new();

    public async Task RunAsync(ChannelReader<string> words, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var delta in words.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                _splitter.Push(_filter.Push(delta));
                await PassAsync(TakeReady(), clauses, cancellationToken).ConfigureAwait(false);
            }

            _splitter.Push(_filter.Flush());
            _splitter.Flush();
            List<string> last = [.. TakeReady()];
            text.WriteEnd();
            await PassAsync(last, clauses, cancellationToken).ConfigureAwait(false);
            await PassAsync(_whole.ToString(), clauses, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            clauses.TryComplete(failure);
        }
    }

    private IEnumerable<string> TakeReady()
    {
        while (!limit.IsReached && _splitter.TryTake(out var clause))
        {
            limit.Count(clause);
            text.Write(clause.Text);
            yield return clause.Text;
        }
    }

    private async Task PassAsync(IEnumerable<string> ready, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        foreach (var clause in ready)
        {
            if (whole)
            {
                _whole.Append(clause);
            }
            else
            {
                await PassAsync(clause, clauses, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PassAsync(string clause, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        if (clause.Length > 0)
        {
            recorder.Mark(TurnMark.FirstClause);
            hold.ClauseReady();
            await clauses.WriteAsync(clause, cancellationToken).ConfigureAwait(false);
        }
    }
}
