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
internal sealed class ClauseStage(TurnRecorder recorder, string language, bool whole, FirstClauseHold hold)
{
    private readonly SpokenTextFilter _filter = new();
    private readonly ClauseSplitter _splitter = new(language);

    public async Task RunAsync(ChannelReader<string> words, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await (
                whole ? PassWholeAsync(words, clauses, cancellationToken) : SplitAsync(words, clauses, cancellationToken)
            ).ConfigureAwait(false);
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

    private async Task SplitAsync(ChannelReader<string> words, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        await foreach (var delta in words.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            _splitter.Push(_filter.Push(delta));
            await PassReadyAsync(clauses, cancellationToken).ConfigureAwait(false);
        }

        _splitter.Push(_filter.Flush());
        _splitter.Flush();
        await PassReadyAsync(clauses, cancellationToken).ConfigureAwait(false);
    }

    private async Task PassWholeAsync(ChannelReader<string> words, ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        var response = new StringBuilder();
        await foreach (var delta in words.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            response.Append(_filter.Push(delta));
        }

        await PassAsync(response.Append(_filter.Flush()).ToString(), clauses, cancellationToken).ConfigureAwait(false);
    }

    private async Task PassReadyAsync(ChannelWriter<string> clauses, CancellationToken cancellationToken)
    {
        while (_splitter.TryTake(out var clause))
        {
            await PassAsync(clause.Text, clauses, cancellationToken).ConfigureAwait(false);
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
