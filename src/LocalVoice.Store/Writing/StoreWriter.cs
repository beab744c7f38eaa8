using LocalVoice.Store.Databases;
using LocalVoice.Store.Keys;
using LocalVoice.Store.Records;
using LocalVoice.Store.Redaction;
using Microsoft.Extensions.Logging;

namespace LocalVoice.Store.Writing;

/// <summary>
/// The one writer: takes what waits, redacts and encrypts it, and writes it. While the database fails it tries again, after 1 s, then
/// twice as long each time, at most 60 s. Nobody waits for it.
/// </summary>
internal sealed partial class StoreWriter(
    IConversationDatabase database,
    StoreQueue queue,
    StoreKeys keys,
    Redactor redactor,
    StoreHealth health,
    TimeProvider time,
    ILogger logger
)
{
    private const int BatchEntries = 128;

    // A batch that fails so often on a database which was just prepared is itself what fails.
    private const int BatchRefusals = 2;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly RecordCipher _cipher = new(keys);
    private long _lostBefore;

    /// <summary>Makes the tables, or says why there can be none.</summary>
    /// <exception cref="StoreException">It is not for this program.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var missing = await database.PrepareAsync(keys, cancellationToken).ConfigureAwait(false);
        if (health.State == StoreState.Starting)
        {
            if (missing.Count > 0)
            {
                KeysMissing(string.Join(", ", missing));
            }

            health.State = StoreState.Ready;
        }
    }

    /// <summary>Runs until the queue is completed and empty; never throws.</summary>
    /// <param name="givingUp">Cancelled when what is left is to be lost.</param>
    public async Task RunAsync(CancellationToken givingUp)
    {
        var entries = new List<StoreEntry>(BatchEntries);
        while (await queue.TakeAsync(entries, BatchEntries).ConfigureAwait(false))
        {
            await WriteAsync(entries, givingUp).ConfigureAwait(false);
            queue.Leave(entries);
            entries.Clear();
        }
    }

    /// <summary>The database failed. Told once, until it serves again.</summary>
    public void Note(Exception failure)
    {
        var state = failure is StoreException ? StoreState.Refused : StoreState.Unreachable;
        if (health.State is StoreState.Starting or StoreState.Ready)
        {
            _lostBefore = health.Lost;
            if (state == StoreState.Refused)
            {
                Refused(failure.Message);
            }
            else
            {
                Unreachable(failure.GetType().Name, failure.Message);
            }
        }

        health.State = state;
    }

    private async Task WriteAsync(List<StoreEntry> entries, CancellationToken givingUp)
    {
        var (batch, begun) = Seal(entries);
        if (await TryAsync(batch, BatchRefusals, givingUp).ConfigureAwait(false) is WriteOutcome.Refused)
        {
            await WriteEachAsync(batch, begun, givingUp).ConfigureAwait(false);
            return;
        }

        foreach (var conversation in begun)
        {
            conversation.IsStored = true;
        }
    }

    /// <summary>The database serves, but not this batch: what it refuses of it is lost, and nothing else.</summary>
    private async Task WriteEachAsync(StoreBatch batch, IReadOnlyList<OpenConversation> begun, CancellationToken givingUp)
    {
        foreach (var conversation in begun)
        {
            var outcome = await TryAsync(new([conversation.Conversation], [], []), refusals: 1, givingUp).ConfigureAwait(false);
            conversation.IsStored = outcome is WriteOutcome.Written;
        }

        // Of a conversation that is not there nothing would be written, as of one that was deleted.
        var missing = begun.Where(conversation => !conversation.IsStored).Select(conversation => conversation.Conversation.Id).ToHashSet();
        health.AddLost(batch.Records.Count(record => missing.Contains(record.ConversationId)), LossReason.Refused);
        IEnumerable<StoreBatch> pieces =
        [
            .. batch.Records.Where(record => !missing.Contains(record.ConversationId)).Select(record => new StoreBatch([], [record], [])),
            .. batch.Ended.Select(ended => new StoreBatch([], [], [ended])),
        ];
        foreach (var piece in pieces)
        {
            if (await TryAsync(piece, refusals: 1, givingUp).ConfigureAwait(false) is WriteOutcome.Refused)
            {
                health.AddLost(piece.Records.Count, LossReason.Refused);
            }
        }
    }

    /// <summary>Waits for a database that fails, for as long as it takes; counts what was written, or given up.</summary>
    /// <param name="refusals">So many, of a database that serves, are the batch's own fault.</param>
    private async Task<WriteOutcome> TryAsync(StoreBatch batch, int refusals, CancellationToken givingUp)
    {
        for (var pause = FirstPause; !givingUp.IsCancellationRequested; pause = Longer(pause))
        {
            var prepared = health.State == StoreState.Ready;
            try
            {
                if (!prepared)
                {
                    await PrepareAsync(givingUp).ConfigureAwait(false);
                    prepared = true;
                }

                await database.WriteAsync(batch, givingUp).ConfigureAwait(false);
                health.AddWritten(batch.Records.Count);
                Recover();
                return WriteOutcome.Written;
            }
            catch (Exception failure)
            {
                if (givingUp.IsCancellationRequested)
                {
                    break;
                }

                if (prepared && !database.IsOutage(failure) && --refusals == 0)
                {
                    Recover();
                    RecordRefused(failure.GetType().Name, failure.Message);
                    return WriteOutcome.Refused;
                }

                Note(failure);
            }

            await Task.Delay(pause, time, givingUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        health.AddLost(batch.Records.Count, LossReason.Stopped);
        return WriteOutcome.GivenUp;
    }

    private void Recover()
    {
        if (health.State is not StoreState.Ready)
        {
            Recovered(health.Lost - _lostBefore);
            health.State = StoreState.Ready;
        }
    }

    private (StoreBatch Batch, IReadOnlyList<OpenConversation> Begun) Seal(List<StoreEntry> entries)
    {
        var records = new List<SealedRecord>();
        foreach (var entry in entries.OfType<RecordMade>())
        {
            try
            {
                var body = redactor.Redact(entry.Body, entry.Conversation.Names, entry.Conversation.Language);
                var json = RecordJson.Write(body);
                records.Add(_cipher.Seal(entry.Conversation.Conversation.Id, entry.Ordinal, body.Kind, entry.At, json));
            }
            catch (Exception failure)
            {
                // Its message may have words.
                health.AddLost(1, LossReason.Refused);
                RecordRefused(failure.GetType().Name, "it cannot be written");
            }
        }

        IReadOnlyList<OpenConversation> begun =
        [
            .. entries.Select(entry => entry.Conversation).Where(conversation => !conversation.IsStored).Distinct(),
        ];
        var ended = entries.OfType<ConversationEnded>().Select(end => end.Conversation.Conversation with { EndedAt = end.At });
        return (new([.. begun.Select(conversation => conversation.Conversation)], records, [.. ended]), begun);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The store of conversations cannot be used ({Kind}: {Reason}): calls go on, what waits beyond its limit is lost"
    )]
    private partial void Unreachable(string kind, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store of conversations is not used: {Reason}")]
    private partial void Refused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store of conversations serves again; {Lost} records were lost meanwhile")]
    private partial void Recovered(long lost);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A record of a conversation was not stored ({Kind}: {Reason})")]
    private partial void RecordRefused(string kind, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The store has conversations that were encrypted with keys which are not configured: {Keys}. They cannot be exported"
    )]
    private partial void KeysMissing(string keys);
}
